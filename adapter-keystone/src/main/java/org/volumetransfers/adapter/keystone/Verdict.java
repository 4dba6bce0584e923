package org.volumetransfers.adapter.keystone;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Set;
import java.util.regex.Pattern;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.TokenRejectedException;

/**
 * Decides what a response says about a token. Only Keystone can reject a token, with an error in the format of Keystone or
 * IAM; an error page of a gateway in front of it says nothing about the token. Source: {@code docs/contract.md}, section 8.
 */
record Verdict(IdentityFailures failures, KeystoneConfig config, Clock clock) {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final Set<Integer> REJECTIONS = Set.of(400, UNAUTHORIZED, FORBIDDEN, 404);

    /** The token is too long for Keystone or a proxy: 413 Content Too Large, 431 Request Header Fields Too Large. */
    private static final Set<Integer> TOO_LONG = Set.of(413, 431);

    private static final Pattern JSON = Pattern.compile("\\s*(application/json\\s*)?(;.*)?", Pattern.CASE_INSENSITIVE);

    /** Tells whether Keystone itself rejects a request, because of either token. */
    static boolean isRejection(HttpResponse<byte[]> response) {
        return REJECTIONS.contains(response.statusCode()) && isJson(response) && TokenJson.isError(response.body());
    }

    /** Tells whether Keystone rejects the token in {@code X-Auth-Token}. */
    static boolean rejectsAuthentication(HttpResponse<byte[]> response) {
        return (response.statusCode() == UNAUTHORIZED || response.statusCode() == FORBIDDEN) && isRejection(response);
    }

    /**
     * Returns the caller that a token belongs to, after the token validated itself.
     *
     * @throws TokenRejectedException if the token is invalid or expired
     * @throws BackendUnavailableException if the response does not say whether it is
     */
    Caller ofSelfValidation(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == OK) {
            return unexpiredCaller(response);
        }
        if (isRejection(response) || TOO_LONG.contains(status)) {
            throw new TokenRejectedException();
        }
        String notKeystone = " with a body that is not a Keystone error; check the URL and any gateway";
        throw failures.unusable("answered " + status + (REJECTIONS.contains(status) ? notKeystone : ""));
    }

    /** Does the same after the service validated the token; a rejection of the service token says nothing about it. */
    Caller ofServiceValidation(HttpResponse<byte[]> response) {
        if (rejectsAuthentication(response)) {
            throw failures.unusable("rejected the service token with " + response.statusCode());
        }
        return ofSelfValidation(response);
    }

    private Caller unexpiredCaller(HttpResponse<byte[]> response) {
        if (!isJson(response)) {
            throw failures.unusable("answered 200 with a body that is not JSON");
        }
        Caller caller = TokenJson.caller(response.body(), config.rolesOfInterest(), config.serviceTypes());
        if (caller == null) {
            throw failures.unusable("answered 200 with a body that is not a token");
        }
        if (caller.isExpiredAt(clock.instant())) {
            throw new TokenRejectedException();
        }
        return caller;
    }

    /** Returns true also for a response without a content type. */
    private static boolean isJson(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        return JSON.matcher(type).matches();
    }
}
