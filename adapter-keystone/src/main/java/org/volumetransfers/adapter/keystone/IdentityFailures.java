package org.volumetransfers.adapter.keystone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

/**
 * Translates failed calls to Keystone. The messages are for the log and contain nothing that Keystone sent, since its own
 * error messages quote tokens.
 */
record IdentityFailures(KeystoneConfig config) {

    private static final Set<Class<? extends Throwable>> WRAPPERS =
            Set.of(CompletionException.class, UncheckedIOException.class, InternalError.class);

    /** Failures whose messages describe what happened; the HTTP client's others may quote what was received. */
    private static final Set<Class<? extends Throwable>> PRESENTABLE = Set.of(
            SocketException.class,
            UnknownHostException.class,
            UnresolvedAddressException.class,
            HttpConnectTimeoutException.class,
            SSLException.class,
            LimitedBody.TooLongException.class);

    /** Returns the failure of a call that Keystone did not answer usefully; the message completes "Keystone at (URL)". */
    BackendUnavailableException unusable(String message) {
        return unavailable(message, null);
    }

    /** Returns what a verification fails with: a domain exception, or a programming error as it is. */
    RuntimeException of(Throwable failure) {
        Throwable cause = unwrap(failure);
        if (cause instanceof TimeoutException) {
            return unusable(
                    "sent no complete response within " + config.callTimeout().toMillis() + " ms");
        }
        if (cause instanceof IOException) {
            return Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
                    .filter(candidate -> PRESENTABLE.stream().anyMatch(type -> type.isInstance(candidate)))
                    .findFirst()
                    .map(presentable -> unavailable("failed to respond", presentable))
                    .orElseGet(() -> unusable("closed the connection or sent an invalid HTTP response"));
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }

    private BackendUnavailableException unavailable(String message, @Nullable Throwable cause) {
        return new BackendUnavailableException(Backend.IDENTITY, "Keystone at " + config.url() + " " + message, cause);
    }

    /** Returns the failure itself, without the exceptions that stages, subscribers and new HTTP clients wrap it in. */
    static Throwable unwrap(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && WRAPPERS.contains(cause.getClass())) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Completes a future as a stage ended: with its result or, if it failed, its failure. */
    static <T> void complete(CompletableFuture<T> future, @Nullable T result, @Nullable Throwable failure) {
        if (failure == null) {
            future.complete(result);
        } else {
            future.completeExceptionally(failure);
        }
    }
}
