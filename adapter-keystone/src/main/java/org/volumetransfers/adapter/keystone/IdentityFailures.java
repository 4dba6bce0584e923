package org.volumetransfers.adapter.keystone;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

/**
 * Makes errors of ours of what goes wrong on the way to Keystone. Their texts are for the log, so nothing that Keystone
 * sent is in them: it quotes tokens in its own errors.
 */
final class IdentityFailures {

    private final KeystoneConfig config;

    IdentityFailures(KeystoneConfig config) {
        this.config = config;
    }

    /** Keystone is there, but what it says is of no use. */
    BackendUnavailableException unusable(String whatItDid) {
        return unavailable(whatItDid, null);
    }

    /** What a failed verification fails with: an error of ours, or a programming error as it is. */
    RuntimeException of(Throwable failure) {
        Throwable cause = withoutCompletion(failure);
        if (cause instanceof TimeoutException) {
            return unavailable(
                    "gave no whole answer within " + config.callTimeout().toMillis() + " ms", null);
        }
        if (cause instanceof IOException) {
            // What is no HTTP is quoted by the client, and may be anything.
            return isProtocolError(cause)
                    ? unavailable("answered something that is no HTTP", null)
                    : unavailable("cannot be asked", cause);
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException ours ? ours : new IllegalStateException(cause);
    }

    private BackendUnavailableException unavailable(String what, @Nullable Throwable cause) {
        return new BackendUnavailableException(Backend.IDENTITY, "Keystone at " + config.url() + " " + what, cause);
    }

    /** What a stage failed with; each stage that depends on another may have wrapped it once more. */
    static Throwable withoutCompletion(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean isProtocolError(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProtocolException) {
                return true;
            }
        }
        return false;
    }
}
