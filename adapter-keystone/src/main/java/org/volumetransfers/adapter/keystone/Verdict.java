package org.volumetransfers.adapter.keystone;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.TokenRejectedException;

/**
 * Tells what an answer says about a token. Only Keystone can refuse a token, in the words of Keystone or IAM: a page of a
 * gateway in front of it says nothing. Source: {@code docs/contract.md}, section 8.
 */
final class Verdict {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final Set<Integer> REFUSALS = Set.of(400, UNAUTHORIZED, FORBIDDEN, 404);

    /** The token is too long for a server on the way: 413 Content Too Large, 431 Request Header Fields Too Large. */
    private static final Set<Integer> TOO_LONG = Set.of(413, 431);

    private final IdentityFailures failures;
    private final @Nullable Set<String> rolesOfInterest;
    private final Clock clock;

    Verdict(IdentityFailures failures, @Nullable Set<String> rolesOfInterest, Clock clock) {
        this.failures = failures;
        this.rolesOfInterest = rolesOfInterest;
        this.clock = clock;
    }

    /** Tells whether Keystone itself refuses something, be it the token that asks or the one that is asked about. */
    static boolean isRefusal(HttpResponse<byte[]> answer) {
        return REFUSALS.contains(answer.statusCode()) && isJson(answer) && TokenJson.isError(answer.body());
    }

    /** Tells whether Keystone refuses the token that asks. */
    static boolean refusesTheAsker(HttpResponse<byte[]> answer) {
        return (answer.statusCode() == UNAUTHORIZED || answer.statusCode() == FORBIDDEN) && isRefusal(answer);
    }

    /**
     * Returns the caller behind a token that asked about itself.
     *
     * @throws TokenRejectedException when the token is not valid
     * @throws BackendUnavailableException when the answer does not say whether it is
     */
    Caller ofItself(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        if (status == OK) {
            return notExpired(callerIn(answer));
        }
        if (isRefusal(answer) || TOO_LONG.contains(status)) {
            throw new TokenRejectedException();
        }
        throw failures.unusable(
                REFUSALS.contains(status)
                        ? "answered " + status
                                + " as no Keystone does: is the URL right? Does a gateway answer instead?"
                        : "answered " + status);
    }

    /**
     * Returns the caller behind a token that a service asked about.
     *
     * @throws TokenRejectedException when the token is not valid
     * @throws BackendUnavailableException when the answer does not say whether it is, or refuses the service's own token
     */
    Caller ofAnother(HttpResponse<byte[]> answer) {
        if (refusesTheAsker(answer)) {
            throw failures.unusable("refused the token of the service with " + answer.statusCode());
        }
        return ofItself(answer);
    }

    private Caller callerIn(HttpResponse<byte[]> answer) {
        if (!isJson(answer)) {
            throw failures.unusable("answered 200 with something that is not JSON");
        }
        Caller caller = TokenJson.caller(answer.body(), rolesOfInterest);
        if (caller == null) {
            throw failures.unusable("answered 200 with something that is no token");
        }
        return caller;
    }

    private Caller notExpired(Caller caller) {
        if (caller.isExpiredAt(clock.instant())) {
            throw new TokenRejectedException();
        }
        return caller;
    }

    /** An answer without a type may be JSON. */
    private static boolean isJson(HttpResponse<byte[]> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        int parameters = type.indexOf(';');
        String mediaType = (parameters < 0 ? type : type.substring(0, parameters)).strip();
        return mediaType.isEmpty() || mediaType.equalsIgnoreCase("application/json");
    }
}
