package org.volumetransfers.adapter.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.engine.HttpLimits;
import org.volumetransfers.domain.error.InvalidConfigurationException;

/**
 * The configuration of {@link TransferHttpServer}. Start from {@link #listeningOn}.
 *
 * @param host name or address to listen on, for instance {@code 127.0.0.1}
 * @param port port to listen on, 0 to 65535; 0 selects a free one
 * @param publicUrl base of all links: {@code http} or {@code https}, authority, and a path prefix if a proxy adds one; for
 *     instance {@code https://evs.example.com/storage}. A trailing slash is removed. Null for {@code http://<host>:<port>}, which
 *     is refused for a wildcard address
 * @param badTokenAnswer the response to a missing or invalid token
 * @param limits bounds on the resources that clients may use
 */
public record HttpConfig(
        String host, int port, @Nullable String publicUrl, BadTokenAnswer badTokenAnswer, HttpLimits limits) {

    private static final int MAX_PORT = 65535;
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("([A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+])(:(?<port>[0-9]{1,5}))?");

    /**
     * Checks port and URL.
     *
     * @throws InvalidConfigurationException if one of them is out of bounds
     */
    public HttpConfig {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(badTokenAnswer, "badTokenAnswer");
        Objects.requireNonNull(limits, "limits");
        if (port < 0 || port > MAX_PORT) {
            throw new InvalidConfigurationException("port", "be 0 to 65535");
        }
        if (publicUrl != null) {
            publicUrl = base(publicUrl, "public url");
        }
    }

    /**
     * Returns a configuration for an address, with the defaults for everything else.
     *
     * @param host name or address to listen on
     * @param port port to listen on, 0 to 65535; 0 selects a free one
     * @return a configuration with links to the listening address, 401 for invalid tokens, and default limits
     */
    public static HttpConfig listeningOn(String host, int port) {
        return new HttpConfig(host, port, null, BadTokenAnswer.UNAUTHORIZED_401, HttpLimits.DEFAULT);
    }

    /**
     * Changes the base of links.
     *
     * @param url base of all links, or null for the listening address
     * @return the changed configuration
     */
    public HttpConfig withPublicUrl(@Nullable String url) {
        return new HttpConfig(host, port, url, badTokenAnswer, limits);
    }

    /**
     * Changes the response to invalid tokens.
     *
     * @param response the response to a missing or invalid token
     * @return the changed configuration
     */
    public HttpConfig withBadTokenAnswer(BadTokenAnswer response) {
        return new HttpConfig(host, port, publicUrl, response, limits);
    }

    /**
     * Changes the limits.
     *
     * @param changed bounds on the resources that clients may use
     * @return the changed configuration
     */
    public HttpConfig withLimits(HttpLimits changed) {
        return new HttpConfig(host, port, publicUrl, badTokenAnswer, changed);
    }

    /** Checks a URL that is sent to clients, and removes a trailing slash. */
    static String base(String url, String field) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new InvalidConfigurationException(field, "be a URL");
        }
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        String authority = uri.getRawAuthority();
        if (!http || authority == null || authority.isEmpty()) {
            throw new InvalidConfigurationException(field, "start with http:// or https:// and a host");
        }
        if (authority.contains("@") || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new InvalidConfigurationException(field, "have no user, query or fragment");
        }
        // Not uri.getHost(), which rejects names with an underscore, although container networks use them.
        Matcher hostAndPort = HOST_AND_PORT.matcher(authority);
        String port = hostAndPort.matches() ? hostAndPort.group("port") : "0";
        if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > MAX_PORT)) {
            throw new InvalidConfigurationException(field, "have a host and, if a port follows, one from 1 to 65535");
        }
        String base = uri.toASCIIString();
        while (base.endsWith("/")) {
            base = base.substring(0, base.length() - 1);
        }
        return base;
    }
}
