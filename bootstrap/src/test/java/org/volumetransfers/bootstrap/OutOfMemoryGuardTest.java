package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class OutOfMemoryGuardTest {

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final List<Integer> halts = new ArrayList<>();
    private final List<Throwable> others = new ArrayList<>();

    private OutOfMemoryGuard guard(OutputStream target) {
        return OutOfMemoryGuard.start(target, halts::add, (thread, thrown) -> others.add(thrown));
    }

    private static Thread named(String name) {
        return new Thread(() -> {}, name);
    }

    private static Throwable suppressing(Throwable suppressed) {
        Throwable thrown = new IOException("could not be closed");
        thrown.addSuppressed(suppressed);
        return thrown;
    }

    private static Throwable inACircle() {
        IllegalStateException first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));
        return first;
    }

    static Stream<Throwable> outOfMemoryErrors() {
        return Stream.of(
                new OutOfMemoryError("Java heap space"),
                new CompletionException(new OutOfMemoryError("Cannot reserve direct buffer memory")),
                suppressing(new IllegalStateException(new OutOfMemoryError("unable to create native thread"))));
    }

    static Stream<Throwable> otherErrors() {
        return Stream.of(new IllegalStateException("x"), new StackOverflowError(), new InternalError("x"), inACircle());
    }

    @ParameterizedTest
    @MethodSource("outOfMemoryErrors")
    void outOfMemoryErrorEndsTheJvm(Throwable thrown) {
        guard(errors).accept(thrown);
        guard(OutputStream.nullOutputStream()).uncaughtException(named("storage-1"), thrown);

        assertEquals(List.of(3, 3), halts);
        assertEquals(
                List.of("volume-transfers: out of memory; ending with exit code 3"),
                errors.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @ParameterizedTest
    @MethodSource("otherErrors")
    void otherErrorsAreLeftToOtherHandlers(Throwable thrown) {
        OutOfMemoryGuard guard = guard(errors);

        guard.accept(thrown);
        guard.uncaughtException(named("storage-1"), thrown);

        assertEquals(List.of(), halts);
        assertEquals(List.of(thrown), others);
        assertEquals(0, errors.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"volume-transfers I/O-1", "volume-transfers I/O-12", "volume-transfers Accept"})
    void deathOfAnIndispensableThreadEndsTheJvm(String name) {
        guard(errors).uncaughtException(named(name), new IllegalStateException("two\nlines"));

        assertEquals(List.of(3), halts);
        assertEquals(List.of(), others);
        assertEquals(
                List.of("volume-transfers: thread " + name
                        + " died: java.lang.IllegalStateException: two lines; ending with exit code 3"),
                errors.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @Test
    void stalledReaderDoesNotKeepTheJvm() {
        CountDownLatch never = new CountDownLatch(1);
        OutputStream stalling = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };

        guard(stalling).accept(new OutOfMemoryError());

        assertEquals(List.of(3), halts);
        never.countDown();
    }

    @Test
    void failingStreamDoesNotKeepTheJvm() throws IOException {
        OutputStream closed = OutputStream.nullOutputStream();
        closed.close();

        guard(closed).accept(new OutOfMemoryError());

        assertEquals(List.of(3), halts);
        assertTrue(others.isEmpty());
    }
}
