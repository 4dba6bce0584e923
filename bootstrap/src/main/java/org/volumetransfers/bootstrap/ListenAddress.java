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
 * @param port 0 for any free port
 */
public record ListenAddress(String host, int port, InetAddress resolved) {

    private static final Pattern HOST_PORT = Pattern.compile("(\\[[^\\[\\]]+]|[^\\s:\\[\\]/@]+):(\\d{1,5})");
    private static final int MAX_PORT = 65_535;
    private static final String FIELD = "listen";

    /** Parses {@code HOST:PORT} and resolves the host; throws {@link InvalidValueException} if it cannot. */
    static ListenAddress parse(String text) {
        Matcher matcher = HOST_PORT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidValueException(FIELD, "be HOST:PORT, like 127.0.0.1:8776 or [::1]:8776");
        }
        int port = Integer.parseInt(matcher.group(2));
        if (port > MAX_PORT) {
            throw new InvalidValueException(FIELD, "have a port of 0 to " + MAX_PORT);
        }
        String host = matcher.group(1);
        try {
            // In brackets, only an IPv6 address is accepted.
            return new ListenAddress(host.replaceAll("[\\[\\]]", ""), port, InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            throw new InvalidValueException(FIELD, "name a host that can be resolved");
        }
    }
}
