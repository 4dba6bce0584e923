package org.volumetransfers.adapter.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Negotiates the microversion of calls below {@code /v3/}. No behaviour depends on it. Source: OpenStack API Working Group,
 * Microversion Specification; {@code docs/contract.md}, section 9.
 */
final class ApiVersion {

    static final String MIN = "3.0";
    static final String MAX = "3.50";

    private static final HttpString HEADER = new HttpString("OpenStack-API-Version");
    private static final String SERVICE = "volume";
    private static final int MAX_MINOR = 50;
    private static final Pattern VERSION = Pattern.compile("([1-9][0-9]*)\\.(0|[1-9][0-9]*)");

    /** The most characters of a version that an error repeats. */
    private static final int MAX_ECHO = 64;

    private ApiVersion() {}

    /** Adds the version of a response that is sent before {@link #negotiate}, if its path has versions. */
    static void putDefault(HttpServerExchange exchange) {
        String path = RequestChecks.path(exchange);
        int end = path.indexOf('/', 1);
        // Without a further segment, the path is that of a version document.
        if (end > 0 && end + 1 < path.length() && "v3".equals(UrlText.decoded(path.substring(1, end)))) {
            put(exchange, MIN);
            exchange.getResponseHeaders().put(Headers.VARY, ResponseHeaders.X_AUTH_TOKEN + ", " + HEADER);
        }
    }

    /**
     * Adds the version in force to the response, if its path has versions.
     *
     * @throws RefusedException if the requested version is malformed or not supported
     */
    static void negotiate(HttpServerExchange exchange) {
        if (exchange.getResponseHeaders().contains(HEADER)) {
            put(exchange, requested(exchange.getRequestHeaders().get(HEADER)));
        }
    }

    private static void put(HttpServerExchange exchange, String version) {
        exchange.getResponseHeaders().put(HEADER, SERVICE + ' ' + version);
    }

    /** Returns the version of the first element for this service; a repeated header is one list. */
    private static String requested(@Nullable HeaderValues header) {
        for (String element : header == null
                ? List.<String>of()
                : List.of(String.join(",", header).split(","))) {
            String[] words = element.strip().split("[ \t]+", 2);
            if (words[0].equals(SERVICE)) {
                return supported(words.length == 1 ? "" : words[1]);
            }
        }
        return MIN;
    }

    private static String supported(String version) {
        if (version.equals("latest")) {
            return MAX;
        }
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches()) {
            throw Fault.VERSION_MALFORMED.refused(echoed(version));
        }
        String minor = parts.group(2);
        if (!parts.group(1).equals("3") || minor.length() > 2 || Integer.parseInt(minor) > MAX_MINOR) {
            throw Fault.VERSION_NOT_SUPPORTED.refused(echoed(version));
        }
        return version;
    }

    private static String echoed(String version) {
        return version.substring(0, Math.min(version.length(), MAX_ECHO));
    }
}
