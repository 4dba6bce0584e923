package org.volumetransfers.adapter.http;

import io.undertow.util.StatusCodes;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.InvalidValueException;
import org.volumetransfers.domain.error.NotPermittedException;
import org.volumetransfers.domain.error.OffsetRefusedException;
import org.volumetransfers.domain.error.TokenRejectedException;
import org.volumetransfers.domain.error.TransferException;
import org.volumetransfers.domain.error.WrongProjectException;

/**
 * The error table: every error response of this server is one of these rows. Row numbers are those of
 * {@code docs/contract.md}, section 5. Source: EVS API Reference, Error Codes and Status Codes, 2024; the contract records the
 * rows that it lacks.
 */
enum Fault {
    /** Row 1. */
    NOT_FOUND(StatusCodes.NOT_FOUND, "EVS.5404", "The requested resource could not be found."),
    /** Row 2. */
    METHOD_NOT_ALLOWED(StatusCodes.METHOD_NOT_ALLOWED, "EVS.5405", "Method not allowed."),
    /** Rows 3 and 4. */
    UNAUTHENTICATED(StatusCodes.UNAUTHORIZED, "EVS.5401", "Authentication required."),
    /** Rows 3 and 4 with {@link BadTokenAnswer#BAD_REQUEST_400}. */
    INVALID_TOKEN(StatusCodes.BAD_REQUEST, "EVS.0002", "invalid token!"),
    /** Rows 5 and 6. */
    INVALID_PROJECT(StatusCodes.BAD_REQUEST, "EVS.0001", "invalid tenant id!"),
    /** Row 7. */
    NO_ROLES(StatusCodes.FORBIDDEN, "EVS.0003", "invalid token roles!"),
    /** Row 8. */
    POLICY(StatusCodes.FORBIDDEN, "EVS.5403", "Policy check failed."),
    /** Row 9, as the following four. */
    LIMIT_NOT_INTEGER(StatusCodes.BAD_REQUEST, "EVS.5400", "limit param must be an integer."),
    LIMIT_NOT_POSITIVE(StatusCodes.BAD_REQUEST, "EVS.5400", "limit param must be positive."),
    OFFSET_NOT_INTEGER(StatusCodes.BAD_REQUEST, "EVS.5400", "offset param must be an integer."),
    OFFSET_NOT_POSITIVE(StatusCodes.BAD_REQUEST, "EVS.5400", "offset param must be positive."),
    OFFSET_PAST_THE_END(
            StatusCodes.BAD_REQUEST, "EVS.5400", "offset param must be less than the number of disk transfers."),
    /** Row 10, a repeated parameter (row 9), and requests that the HTTP parser refuses. */
    MALFORMED_URL(StatusCodes.BAD_REQUEST, "EVS.5400", "Malformed request url."),
    /** Row 11, as the following one. */
    TARGET_TOO_LONG(StatusCodes.REQUEST_URI_TOO_LARGE, "EVS.5414", "Request URI too large."),
    HEADERS_TOO_LARGE(StatusCodes.REQUEST_HEADER_FIELDS_TOO_LARGE, "EVS.5431", "Request headers too large."),
    /** Row 12. */
    THROTTLED(StatusCodes.TOO_MANY_REQUESTS, "EVS.5429", "The throttling threshold has been reached."),
    /** Row 13. */
    OVERLOADED(StatusCodes.SERVICE_UNAVAILABLE, "EVS.5503", "Service unavailable."),
    /** Row 14. */
    STORAGE_UNAVAILABLE(StatusCodes.SERVICE_UNAVAILABLE, "EVS.5503", "Service unavailable."),
    /** Row 15. */
    IDENTITY_UNAVAILABLE(StatusCodes.SERVICE_UNAVAILABLE, "EVS.5503", "Service unavailable."),
    /** Row 16. */
    INTERNAL(StatusCodes.INTERNAL_SERVER_ERROR, "EVS.5500", "Internal server error.");

    private static final TransferException.Visitor<Fault> ROWS = new TransferException.Visitor<>() {
        @Override
        public Fault invalidValue(InvalidValueException error) {
            // Callers' input is checked before values are created from it, so this is a programming error.
            return INTERNAL;
        }

        @Override
        public Fault offsetRefused(OffsetRefusedException error) {
            return switch (error.reason()) {
                case NOT_POSITIVE -> OFFSET_NOT_POSITIVE;
                case PAST_THE_END -> OFFSET_PAST_THE_END;
            };
        }

        @Override
        public Fault tokenRejected(TokenRejectedException error) {
            return UNAUTHENTICATED;
        }

        @Override
        public Fault wrongProject(WrongProjectException error) {
            return INVALID_PROJECT;
        }

        @Override
        public Fault notPermitted(NotPermittedException error) {
            return switch (error.reason()) {
                case NO_ROLES -> NO_ROLES;
                case ROLE_MISSING -> POLICY;
            };
        }

        @Override
        public Fault backendUnavailable(BackendUnavailableException error) {
            return switch (error.backend()) {
                case STORAGE -> error.isOverload() ? OVERLOADED : STORAGE_UNAVAILABLE;
                case IDENTITY -> IDENTITY_UNAVAILABLE;
            };
        }
    };

    private final int status;
    private final String code;
    private final String message;

    Fault(int status, String code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    /** Returns the row of an error. A new kind of error does not compile until it has a row here. */
    static Fault of(TransferException error) {
        return error.accept(ROWS);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    /** Returns whether a retry may succeed, so that the response has the header {@code Retry-After}. */
    boolean isTemporary() {
        return status == StatusCodes.SERVICE_UNAVAILABLE || status == StatusCodes.TOO_MANY_REQUESTS;
    }

    /** Returns this row as an exception; the parameters replace the placeholders of its message. */
    RefusedException refused(Object... parameters) {
        return new RefusedException(this, message.formatted(parameters));
    }
}
