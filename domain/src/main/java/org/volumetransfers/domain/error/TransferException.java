package org.volumetransfers.domain.error;

import org.jspecify.annotations.Nullable;

/**
 * The one family of errors a caller of this library can meet. Everything else that is thrown is a programming error.
 *
 * <p>To answer each kind differently, give a {@link Visitor}: a kind that joins the family later then does not compile
 * until it has an answer. (On Java 21 and later a {@code switch} over this sealed type does the same.)
 */
public abstract sealed class TransferException extends RuntimeException
        permits BackendUnavailableException,
                InvalidValueException,
                NotPermittedException,
                OffsetRefusedException,
                TokenRejectedException,
                WrongProjectException {

    private static final long serialVersionUID = 1L;

    /** An error that a caller can provoke at will: cheap, hence without a stack trace. */
    TransferException(String message) {
        super(message, null, false, false);
    }

    /** A fault of something we depend on: the cause and the place matter to whoever mends it. */
    TransferException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Calls the method of the visitor that belongs to this kind of error.
     *
     * @param <R> what the visitor answers
     * @param visitor one answer for each kind
     * @return what the visitor answered
     */
    public abstract <R> R accept(Visitor<R> visitor);

    /**
     * An answer for each kind of error.
     *
     * @param <R> the type of the answer
     */
    public interface Visitor<R> {

        /**
         * Answers a value that breaks its rule.
         *
         * @param error the error
         * @return the answer
         */
        R invalidValue(InvalidValueException error);

        /**
         * Answers an offset that the offset rule refuses.
         *
         * @param error the error
         * @return the answer
         */
        R offsetRefused(OffsetRefusedException error);

        /**
         * Answers a token that is unknown, revoked or expired.
         *
         * @param error the error
         * @return the answer
         */
        R tokenRejected(TokenRejectedException error);

        /**
         * Answers a token that belongs to another project or to none.
         *
         * @param error the error
         * @return the answer
         */
        R wrongProject(WrongProjectException error);

        /**
         * Answers a caller whose roles do not suffice.
         *
         * @param error the error
         * @return the answer
         */
        R notPermitted(NotPermittedException error);

        /**
         * Answers a storage or an identity service that is away.
         *
         * @param error the error
         * @return the answer
         */
        R backendUnavailable(BackendUnavailableException error);
    }
}
