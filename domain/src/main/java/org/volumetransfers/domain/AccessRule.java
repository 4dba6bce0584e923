package org.volumetransfers.domain;

import java.util.Arrays;
import java.util.Objects;

/**
 * A kind of request that a restricted caller may make: an access rule of an application credential. Source: Identity API
 * v3, Application Credentials.
 *
 * @param method the method, compared exactly: a rule for {@code GET} does not permit {@code HEAD}
 * @param path the pattern of the path. {@code *} and {@code {name}} stand for one or more characters other than a slash,
 *     {@code **} stands for any characters, and all others stand for themselves
 */
public record AccessRule(String method, String path) {

    private static final char SLASH = '/';

    /** Accepts any method and pattern. */
    public AccessRule {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
    }

    /**
     * Tells whether this rule permits a request.
     *
     * @param requestMethod the method of the request
     * @param requestPath its decoded path, without a query
     */
    public boolean permits(String requestMethod, String requestPath) {
        return method.equals(requestMethod) && matches(requestPath);
    }

    /**
     * Follows all possible matches at once, so that no pattern takes more steps than the product of both lengths. A regular
     * expression would take exponential time for some.
     */
    private boolean matches(String text) {
        boolean[] ends = new boolean[text.length() + 1];
        ends[0] = true;
        for (int i = 0; i < path.length(); i++) {
            int close = path.charAt(i) == '{' ? path.indexOf('}', i) : -1;
            if (path.startsWith("**", i)) {
                passAny(ends);
                i++;
            } else if (close >= 0 || path.charAt(i) == '*') {
                passSegment(ends, text);
                i = Math.max(i, close);
            } else {
                pass(ends, text, path.charAt(i));
            }
        }
        return ends[text.length()];
    }

    /** From each place up to which the text has matched, continues to all later ones. */
    private static void passAny(boolean[] ends) {
        int first = 0;
        while (first < ends.length && !ends[first]) {
            first++;
        }
        Arrays.fill(ends, first, ends.length, true);
    }

    /** Continues to all later places before the next slash. */
    private static void passSegment(boolean[] ends, String text) {
        boolean reachable = false;
        for (int end = 0; end < text.length(); end++) {
            boolean inSegment = text.charAt(end) != SLASH;
            boolean before = ends[end];
            ends[end] = reachable;
            reachable = inSegment && (before || reachable);
        }
        ends[text.length()] = reachable;
    }

    /** Continues over one character. */
    private static void pass(boolean[] ends, String text, char literal) {
        for (int end = text.length(); end > 0; end--) {
            ends[end] = ends[end - 1] && text.charAt(end - 1) == literal;
        }
        ends[0] = false;
    }
}
