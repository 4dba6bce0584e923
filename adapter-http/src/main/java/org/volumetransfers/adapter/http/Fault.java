package org.volumetransfers.adapter.http;

import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import org.volumetransfers.adapter.http.engine.OverloadException;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.InvalidValueException;
import org.volumetransfers.domain.error.NotPermittedException;
import org.volumetransfers.domain.error.OffsetRefusedException;
import org.volumetransfers.domain.error.TokenRejectedException;
import org.volumetransfers.domain.error.TransferException;
import org.volumetransfers.domain.error.TransferNotFoundException;
import org.volumetransfers.domain.error.UnknownMarkerException;
import org.volumetransfers.domain.error.WrongProjectException;

/**
 * The error table: every error response of this server is one of these rows. Row numbers are those of
 * {@code docs/contract.md}, section 5. Source: EVS API Reference, Error Codes and Status Codes, 2024; the contract records the
 * rows that it lacks.
 */
enum Fault {
    NOT_FOUND(404, "EVS.5404", "The requested resource could not be found."), // row 1
    METHOD_NOT_ALLOWED(405, "EVS.5405", "Method not allowed."), // row 2
    UNAUTHENTICATED(401, "EVS.5401", "Authentication required."), // rows 3 and 4
    INVALID_TOKEN(400, "EVS.0002", "invalid token!"), // rows 3 and 4 with BadTokenAnswer.BAD_REQUEST_400
    INVALID_PROJECT(400, "EVS.0001", "invalid tenant id!"), // rows 5 and 6
    NO_ROLES(403, "EVS.0003", "invalid token roles!"), // row 7
    POLICY(403, "EVS.5403", "Policy check failed."), // row 8
    LIMIT_NOT_INTEGER(400, "EVS.5400", "limit param must be an integer."), // row 9, as the following five
    LIMIT_NOT_POSITIVE(400, "EVS.5400", "limit param must be positive."),
    OFFSET_NOT_INTEGER(400, "EVS.5400", "offset param must be an integer."),
    OFFSET_NOT_POSITIVE(400, "EVS.5400", "offset param must be positive."),
    OFFSET_PAST_THE_END(400, "EVS.5400", "offset param must be less than the number of disk transfers."),
    UNKNOWN_MARKER(400, "EVS.1024", "invalid filter marker!"),
    /** Row 10, a repeated parameter (row 9), and requests that the HTTP parser refuses. */
    MALFORMED_URL(400, "EVS.5400", "Malformed request url."),
    TRANSFER_NOT_FOUND(404, "EVS.5404", "Transfer %s could not be found."), // row 17
    /** Row 18. */
    VERSION_MALFORMED(
            400, "EVS.5400", "API Version String %s is of invalid format. Must be of format MajorNum.MinorNum."),
    /** Row 19. */
    VERSION_NOT_SUPPORTED(
            406, "EVS.5406", "Version %s is not supported by the API. Minimum is 3.0 and maximum is 3.50."),
    TARGET_TOO_LONG(414, "EVS.5414", "Request URI too large."), // row 11
    HEADERS_TOO_LARGE(431, "EVS.5431", "Request headers too large."), // row 11
    THROTTLED(429, "EVS.5429", "The throttling threshold has been reached."), // row 12
    OVERLOADED(503, "EVS.5503", "Service unavailable."), // row 13
    STORAGE_UNAVAILABLE(503, "EVS.5503", "Service unavailable."), // row 14
    IDENTITY_UNAVAILABLE(503, "EVS.5503", "Service unavailable."), // row 15
    INTERNAL(500, "EVS.5500", "Internal server error."); // row 16

    /** A new kind of error does not compile until it has a row here. */
    private static final TransferException.Visitor<RefusedException> ROWS = new TransferException.Visitor<>() {
        @Override
        public RefusedException invalidValue(InvalidValueException error) {
            // Callers' input is checked before values are created from it, so this is a programming error.
            return INTERNAL.refused();
        }

        @Override
        public RefusedException offsetRefused(OffsetRefusedException error) {
            return switch (error.reason()) {
                case NOT_POSITIVE -> OFFSET_NOT_POSITIVE.refused();
                case PAST_THE_END -> OFFSET_PAST_THE_END.refused();
            };
        }

        @Override
        public RefusedException unknownMarker(UnknownMarkerException error) {
            return UNKNOWN_MARKER.refused();
        }

        @Override
        public RefusedException transferNotFound(TransferNotFoundException error) {
            return TRANSFER_NOT_FOUND.refused(error.id());
        }

        @Override
        public RefusedException tokenRejected(TokenRejectedException error) {
            return UNAUTHENTICATED.refused();
        }

        @Override
        public RefusedException wrongProject(WrongProjectException error) {
            return INVALID_PROJECT.refused();
        }

        @Override
        public RefusedException notPermitted(NotPermittedException error) {
            return switch (error.reason()) {
                case NO_ROLES -> NO_ROLES.refused();
                case ROLE_MISSING -> POLICY.refused();
            };
        }

        @Override
        public RefusedException backendUnavailable(BackendUnavailableException error) {
            Fault fault = switch (error.backend()) {
                case STORAGE -> error.isOverload() ? OVERLOADED : STORAGE_UNAVAILABLE;
                case IDENTITY -> IDENTITY_UNAVAILABLE;
            };
            return fault.refused();
        }
    };

    private static final int USUAL_BYTES = 128;

    private final int status;
    private final String code;
    private final String message;

    Fault(int status, String code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    /** Returns the row of anything that was thrown, or that a stage has failed with. */
    static Fault of(Throwable thrown) {
        return refusal(thrown).fault();
    }

    /** Returns the row with its arguments. */
    static RefusedException refusal(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        if (cause instanceof RefusedException refused) {
            return refused;
        }
        if (cause instanceof TransferException error) {
            return error.accept(ROWS);
        }
        return (cause instanceof OverloadException ? OVERLOADED : INTERNAL).refused();
    }

    /** Returns the failure of a stage; each dependent stage may have wrapped it once more. */
    static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    /**
     * Returns the JSON of this row, {@code {"error":{"code":...,"message":...}}}.
     *
     * @param arguments what the message names, in its order
     */
    ByteBuffer body(Object... arguments) {
        JsonBody json = new JsonBody(USUAL_BYTES);
        json.write(JsonBody.json("{\"error\":{\"code\":"));
        json.writeText(code);
        json.write(JsonBody.json(",\"message\":"));
        json.writeText(message.formatted(arguments));
        json.write(JsonBody.json("}}"));
        return json.take();
    }

    /** Returns whether a retry may succeed, so that the response has the header {@code Retry-After}. */
    boolean isTemporary() {
        return status == StatusCodes.SERVICE_UNAVAILABLE || status == StatusCodes.TOO_MANY_REQUESTS;
    }

    /** Returns a refusal with this row, whose message names the arguments. */
    RefusedException refused(Object... arguments) {
        return new RefusedException(this, arguments);
    }
}
