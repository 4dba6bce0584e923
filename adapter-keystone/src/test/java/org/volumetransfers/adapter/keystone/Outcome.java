package org.volumetransfers.adapter.keystone;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.volumetransfers.domain.Caller;

/** The outcome of a verification. */
final class Outcome {

    private Outcome() {}

    static Caller callerOf(CompletionStage<Caller> answer) {
        return answer.toCompletableFuture().join();
    }

    static Throwable failureOf(CompletionStage<Caller> answer) {
        Throwable thrown = assertThrows(CompletionException.class, () -> callerOf(answer));
        return Objects.requireNonNull(thrown.getCause());
    }
}
