package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Ends the JVM when memory has run out, or when a thread has died without which the server cannot answer: a supervisor
 * restarts a process that has ended, but not one that listens and does not answer. Thread-safe.
 *
 * <p>Only {@link OutOfMemoryError} counts, including one that is a cause or suppressed. A stack overflow ends one task, and
 * the JDK wraps errors of all kinds in {@link InternalError}.
 */
final class OutOfMemoryGuard implements Consumer<Throwable>, Thread.UncaughtExceptionHandler {

    /** The exit code of a JVM with {@code -XX:+ExitOnOutOfMemoryError}. */
    static final int EXIT_CODE = 3;

    private static final String WORKER = "volume-transfers ";
    private static final byte[] OUT_OF_MEMORY = line("out of memory");
    /** Maximum time to write the line, whose reader may have stalled. */
    private static final long WRITE_SECONDS = 1;

    private final OutputStream errors;
    private final IntConsumer halt;
    private final Thread.UncaughtExceptionHandler others;
    private final CompletableFuture<byte[]> lastLine = new CompletableFuture<>();
    private final CountDownLatch written = new CountDownLatch(1);

    private OutOfMemoryGuard(OutputStream errors, IntConsumer halt, Thread.UncaughtExceptionHandler others) {
        this.errors = errors;
        this.halt = halt;
        this.others = others;
    }

    /**
     * Starts the thread that will write the line, since later there may be no memory for it.
     *
     * @param errors receives one line; nothing else may hold its lock for long
     * @param halt ends the JVM with an exit code
     * @param others handles the deaths of other threads
     */
    static OutOfMemoryGuard start(OutputStream errors, IntConsumer halt, Thread.UncaughtExceptionHandler others) {
        OutOfMemoryGuard guard = new OutOfMemoryGuard(errors, halt, others);
        Thread writer = new Thread(guard::write, "last line");
        writer.setDaemon(true);
        writer.start();
        return guard;
    }

    /** Ends the JVM if memory has run out. */
    @Override
    public void accept(Throwable thrown) {
        if (isOutOfMemory(thrown)) {
            end(OUT_OF_MEMORY);
        }
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        if (isOutOfMemory(thrown)) {
            end(OUT_OF_MEMORY);
        } else if (isIndispensable(thread)) {
            end(line("thread " + thread.getName() + " died: " + thrown));
        } else {
            others.uncaughtException(thread, thrown);
        }
    }

    /** Returns whether a thread of XNIO accepts connections, or reads and writes them. */
    static boolean isIndispensable(Thread thread) {
        String name = thread.getName();
        return name.startsWith(WORKER + "I/O-") || name.equals(WORKER + "Accept");
    }

    private static boolean isOutOfMemory(Throwable thrown) {
        try {
            // Causes may form a circle.
            Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            Deque<Throwable> open = new ArrayDeque<>();
            for (Throwable next = thrown; next != null; next = open.poll()) {
                if (next instanceof OutOfMemoryError) {
                    return true;
                }
                if (seen.add(next)) {
                    Collections.addAll(open, next.getSuppressed());
                    if (next.getCause() != null) {
                        open.add(next.getCause());
                    }
                }
            }
            return false;
        } catch (OutOfMemoryError e) {
            return true;
        }
    }

    private static byte[] line(String message) {
        return (Program.errorLine(message) + "; ending with exit code " + EXIT_CODE + System.lineSeparator())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Allocates next to nothing, and halts even if that fails. */
    private void end(byte[] line) {
        try {
            lastLine.complete(line);
            written.await(WRITE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            halt.accept(EXIT_CODE);
        }
    }

    private void write() {
        try {
            errors.write(lastLine.join());
            errors.flush();
        } catch (IOException e) {
            // The exit code says the same.
        } finally {
            written.countDown();
        }
    }
}
