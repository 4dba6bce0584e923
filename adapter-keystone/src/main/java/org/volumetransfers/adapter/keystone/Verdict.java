package org.volumetransfers.adapter.keystone;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Locale;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.TokenRejectedException;

/**
 * What an answer of Keystone says about the token that was asked about. Anything that is not clearly a yes or a no is
 * neither. Source: {@code docs/contract.md}, section 8.
 */
final class Verdict {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final IdentityFailures failures;
    private final Clock clock;

    Verdict(IdentityFailures failures, Clock clock) {
        this.failures = failures;
        this.clock = clock;
    }

    /** True when Keystone does not take the token of who asked. */
    static boolean refusesTheAsker(HttpResponse<byte[]> answer) {
        return answer.statusCode() == UNAUTHORIZED || answer.statusCode() == FORBIDDEN;
    }

    /**
     * Who is behind the token that asked about itself: refusing the asker is refusing the token.
     *
     * @throws TokenRejectedException when the token is not good
     * @throws BackendUnavailableException when the answer does not tell
     */
    Caller ofItself(HttpResponse<byte[]> answer) {
        if (refusesTheAsker(answer)) {
            throw new TokenRejectedException();
        }
        return ofAnother(answer);
    }

    /**
     * Who is behind the token that a service asked about.
     *
     * @throws TokenRejectedException when the token is not good
     * @throws BackendUnavailableException when the answer does not tell, or refuses the service's own token
     */
    Caller ofAnother(HttpResponse<byte[]> answer) {
        return switch (answer.statusCode()) {
            case OK -> notExpired(callerIn(answer));
            case BAD_REQUEST -> {
                // A page comes from a server on the way, which did not understand us: plain HTTP to a port for TLS.
                if (isHtml(answer)) {
                    throw failures.unusable("answered 400 with a page");
                }
                throw new TokenRejectedException();
            }
            case NOT_FOUND -> {
                // Anybody says 404 to a URL that is wrong, and that is not the fault of every caller.
                if (!isJson(answer) || !TokenJson.isError(answer.body())) {
                    throw failures.unusable("answered 404 as no Keystone does: is the URL right?");
                }
                throw new TokenRejectedException();
            }
            case UNAUTHORIZED, FORBIDDEN ->
                throw failures.unusable("refused the token of the service with " + answer.statusCode());
            default -> throw failures.unusable("answered " + answer.statusCode());
        };
    }

    private Caller callerIn(HttpResponse<byte[]> answer) {
        if (!isJson(answer)) {
            throw failures.unusable("answered 200 with something that is not JSON");
        }
        Caller caller = TokenJson.caller(answer.body());
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

    /** An answer that does not say what it is may be JSON. */
    private static boolean isJson(HttpResponse<byte[]> answer) {
        String type = mediaType(answer);
        return type.isEmpty() || type.equals("application/json");
    }

    private static boolean isHtml(HttpResponse<byte[]> answer) {
        return mediaType(answer).equals("text/html");
    }

    private static String mediaType(HttpResponse<byte[]> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }
}
