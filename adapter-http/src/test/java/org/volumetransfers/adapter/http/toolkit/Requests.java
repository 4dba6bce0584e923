package org.volumetransfers.adapter.http.toolkit;

import java.util.Locale;

/** Builds requests as text. */
public final class Requests {

    /** The path of the listing of the first sample project. */
    public static final String LIST = "/v2/firstproject/os-volume-transfer";

    /** A header with a token that is valid for that project. */
    public static final String TOKEN = "X-Auth-Token: " + KnownTokens.VALID;

    private Requests() {}

    /** Returns an authenticated listing; the query starts with its question mark, or is empty. */
    public static String list(String query) {
        return of("GET", LIST + query, TOKEN);
    }

    /** Returns a {@code GET} request. */
    public static String get(String target, String... headers) {
        return of("GET", target, headers);
    }

    /** Returns a request of HTTP/1.1. */
    public static String of(String method, String target, String... headers) {
        return ofVersion("HTTP/1.1", method, target, headers);
    }

    /** Returns a request with the given headers, and {@code Host} unless it is among them. */
    public static String ofVersion(String version, String method, String target, String... headers) {
        StringBuilder request = new StringBuilder(method + ' ' + target + ' ' + version + "\r\n");
        boolean hasHost = false;
        for (String header : headers) {
            hasHost |= header.toLowerCase(Locale.ROOT).startsWith("host:");
        }
        if (!hasHost) {
            request.append("Host: localhost\r\n");
        }
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return request.append("\r\n").toString();
    }
}
