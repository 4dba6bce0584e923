package org.volumetransfers.adapter.http;

import java.util.Locale;

/** Requests as text. */
final class Requests {

    static final String LIST = "/v2/firstproject/os-volume-transfer";
    static final String TOKEN = "X-Auth-Token: " + KnownTokens.GOOD;

    private Requests() {}

    /** A listing that is let in; the query starts with its question mark, or is empty. */
    static String list(String query) {
        return of("GET", LIST + query, TOKEN);
    }

    static String get(String target, String... headers) {
        return of("GET", target, headers);
    }

    static String of(String method, String target, String... headers) {
        return ofVersion("HTTP/1.1", method, target, headers);
    }

    static String ofVersion(String version, String method, String target, String... headers) {
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
