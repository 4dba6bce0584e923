package org.volumetransfers.adapter.http;

import static org.volumetransfers.domain.error.InvalidConfigurationException.require;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
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
        require(port >= 0 && port <= MAX_PORT, "port", "be 0 to 65535");
        publicUrl = publicUrl == null ? null : base(publicUrl, "public url");
    }

    /** Returns a configuration with links to the listening address, 401 for invalid tokens, and default limits. */
    public static HttpConfig listeningOn(String host, int port) {
        return new HttpConfig(host, port, null, BadTokenAnswer.UNAUTHORIZED_401, HttpLimits.DEFAULT);
    }

    /** Returns the same configuration with another base of all links; null for the listening address. */
    public HttpConfig withPublicUrl(@Nullable String url) {
        return new HttpConfig(host, port, url, badTokenAnswer, limits);
    }

    /** Returns the same configuration with another response to missing and invalid tokens. */
    public HttpConfig withBadTokenAnswer(BadTokenAnswer response) {
        return new HttpConfig(host, port, publicUrl, response, limits);
    }

    /** Returns the same configuration with other limits. */
    public HttpConfig withLimits(HttpLimits changed) {
        return new HttpConfig(host, port, publicUrl, badTokenAnswer, changed);
    }

    /** Resolves the address to listen on. */
    InetSocketAddress address() throws UnknownHostException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException(host);
        }
        return address;
    }

    /** Checks a URL that is sent to clients, and removes a trailing slash. */
    static String base(String url, String field) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new InvalidConfigurationException(field, "be a URL");
        }
        String scheme = uri.getScheme();
        String authority = Objects.requireNonNullElse(uri.getRawAuthority(), "");
        boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        require(http && !authority.isEmpty(), field, "start with http:// or https:// and a host");
        boolean isBase = !authority.contains("@") && uri.getRawQuery() == null && uri.getRawFragment() == null;
        require(isBase, field, "have no user, query or fragment");
        // Not uri.getHost(), which rejects names with an underscore, although container networks use them.
        Matcher hostAndPort = HOST_AND_PORT.matcher(authority);
        String port = hostAndPort.matches() ? hostAndPort.group("port") : "0";
        boolean inBounds = port == null || (Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= MAX_PORT);
        require(inBounds, field, "have a host and, if a port follows, one from 1 to 65535");
        return uri.toASCIIString().replaceFirst("/+$", "");
    }
}
