package org.volumetransfers.domain.error;

import org.jspecify.annotations.Nullable;

/**
 * The base of all errors that this library reports to its callers. Any other exception is a programming error.
 *
 * <p>To handle each kind of error, pass a {@link Visitor}, which the compiler checks for completeness when a kind is added. On
 * Java 21 and later, a {@code switch} over this sealed type is checked as well.
 */
public abstract sealed class TransferException extends RuntimeException
        permits BackendUnavailableException,
                InvalidValueException,
                NotPermittedException,
                OffsetRefusedException,
                TokenRejectedException,
                TransferNotFoundException,
                UnknownMarkerException,
                WrongProjectException {

    private static final long serialVersionUID = 1L;

    /** Creates an error that callers can provoke at will, and which is therefore cheap: it has no stack trace. */
    TransferException(String message) {
        super(message, null, false, false);
    }

    /** Creates an error of a dependency, with cause and stack trace for the operator. */
    TransferException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Calls the visitor's method for this kind of error.
     *
     * @param <R> the type of the result
     * @param visitor handles each kind of error
     * @return the result of the visitor
     */
    public abstract <R> R accept(Visitor<R> visitor);

    /**
     * Handles each kind of error.
     *
     * @param <R> the type of the result
     */
    public interface Visitor<R> {

        /** Handles a value that breaks its rule. */
        R invalidValue(InvalidValueException error);

        /** Handles an offset that the offset rule rejects. */
        R offsetRefused(OffsetRefusedException error);

        /** Handles a marker that is no known transfer of the project. */
        R unknownMarker(UnknownMarkerException error);

        /** Handles an id without a pending transfer. */
        R transferNotFound(TransferNotFoundException error);

        /** Handles a token that is unknown, revoked or expired. */
        R tokenRejected(TokenRejectedException error);

        /** Handles a token that is scoped to another project or to none. */
        R wrongProject(WrongProjectException error);

        /** Handles a caller whose roles do not suffice. */
        R notPermitted(NotPermittedException error);

        /** Handles a storage or an identity service that is unavailable. */
        R backendUnavailable(BackendUnavailableException error);
    }
}
