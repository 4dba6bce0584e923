package org.volumetransfers.bootstrap;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * Where to listen.
 *
 * @param host name or address, as it was written but for the brackets
 * @param port 0 for any free one
 * @param resolved the address that the host stands for
 */
record ListenAddress(String host, int port, InetAddress resolved) {

    private static final Pattern HOST_PORT = Pattern.compile("(?:\\[([^\\]]+)]|([^\\s:\\[\\]/@]+)):(\\d{1,5})");
    private static final int MAX_PORT = 65_535;
    private static final String FIELD = "listen";

    /**
     * Reads {@code HOST:PORT} and looks the host up.
     *
     * @throws InvalidValueException when the text has another form or there is no such host
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
            // Brackets tell the look-up that nothing but an address will do.
            InetAddress resolved = InetAddress.getByName(v6 == null ? matcher.group(2) : "[" + v6 + "]");
            return new ListenAddress(v6 == null ? matcher.group(2) : v6, port, resolved);
        } catch (UnknownHostException e) {
            throw new InvalidValueException(FIELD, "name a host that can be resolved");
        }
    }

    /** True for all addresses of the machine at once. */
    boolean isWildcard() {
        return resolved.isAnyLocalAddress();
    }

    /** True when only this machine can reach it. */
    boolean isLoopback() {
        return resolved.isLoopbackAddress();
    }
}
