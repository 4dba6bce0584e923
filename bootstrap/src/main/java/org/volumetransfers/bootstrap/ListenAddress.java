package org.volumetransfers.bootstrap;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * The address to listen on.
 *
 * @param host the name or address as configured, without brackets
 * @param port the port, 0 for any free one
 * @param resolved the address that the host resolves to
 */
record ListenAddress(String host, int port, InetAddress resolved) {

    private static final Pattern HOST_PORT = Pattern.compile("(?:\\[([^\\]]+)]|([^\\s:\\[\\]/@]+)):(\\d{1,5})");
    private static final int MAX_PORT = 65_535;
    private static final String FIELD = "listen";

    /**
     * Parses {@code HOST:PORT} and resolves the host.
     *
     * @throws InvalidValueException when the text has another form, or the host cannot be resolved
     */
    static ListenAddress parse(String text) {
        Matcher matcher = HOST_PORT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidValueException(FIELD, "be HOST:PORT, like 127.0.0.1:8776 or [::1]:8776");
        }
        int port = Integer.parseInt(matcher.group(3));
        if (port > MAX_PORT) {
            throw new InvalidValueException(FIELD, "have a port of 0 to " + MAX_PORT);
        }
        String v6 = matcher.group(1);
        try {
            // With brackets, only an address is accepted.
            InetAddress resolved = InetAddress.getByName(v6 == null ? matcher.group(2) : "[" + v6 + "]");
            return new ListenAddress(v6 == null ? matcher.group(2) : v6, port, resolved);
        } catch (UnknownHostException e) {
            throw new InvalidValueException(FIELD, "name a host that can be resolved");
        }
    }

    /** Returns whether this stands for all addresses of the machine. */
    boolean isWildcard() {
        return resolved.isAnyLocalAddress();
    }

    /** Returns whether only this machine can connect. */
    boolean isLoopback() {
        return resolved.isLoopbackAddress();
    }
}
