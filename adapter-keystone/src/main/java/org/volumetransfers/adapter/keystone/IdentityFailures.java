package org.volumetransfers.adapter.keystone;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

/**
 * Makes errors of ours of what goes wrong on the way to Keystone. Their texts are for the log, so nothing that Keystone
 * sent is in them: it quotes tokens in its own errors.
 */
final class IdentityFailures {

    private static final Set<Class<? extends Throwable>> HARMLESS = Set.of(
            ConnectException.class,
            SocketException.class,
            UnknownHostException.class,
            UnresolvedAddressException.class,
            HttpConnectTimeoutException.class,
            AnswerTooLongException.class);

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
            Throwable harmless = harmlessIn(cause);
            return harmless == null
                    ? unavailable("broke off, or answered what is no HTTP", null)
                    : unavailable("cannot be asked", harmless);
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

    /** The failure whose text says what happened, and not what was read: the client quotes answers that are no HTTP. */
    private static @Nullable Throwable harmlessIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (HARMLESS.contains(cause.getClass()) || cause instanceof SSLException) {
                return cause;
            }
        }
        return null;
    }
}
