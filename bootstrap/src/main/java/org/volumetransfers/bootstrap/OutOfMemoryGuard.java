package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Ends the JVM when it has run out of memory, or when a thread has died without which the server answers nothing: a
 * process that listens and does not answer is worse than none, since a supervisor does not restart it.
 *
 * <p>Only {@link OutOfMemoryError} counts, be it the cause of something else or suppressed by it. A stack that overflows
 * ends one task, and the JDK wraps errors of all kinds in {@link InternalError}. Any number of threads may call it.
 */
final class OutOfMemoryGuard implements Consumer<Throwable>, Thread.UncaughtExceptionHandler {

    /** That of a JVM that ends by {@code -XX:+ExitOnOutOfMemoryError}. */
    static final int EXIT_CODE = 3;

    private static final String WORKER = "volume-transfers ";
    private static final byte[] OUT_OF_MEMORY = line("out of memory");
    /** Longest wait for the line to be written: the reader may have stalled. */
    private static final long WRITE_SECONDS = 1;

    private final OutputStream errors;
    private final IntConsumer halt;
    private final Thread.UncaughtExceptionHandler others;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch written = new CountDownLatch(1);
    private volatile byte[] line = OUT_OF_MEMORY;

    private OutOfMemoryGuard(OutputStream errors, IntConsumer halt, Thread.UncaughtExceptionHandler others) {
        this.errors = errors;
        this.halt = halt;
        this.others = others;
    }

    /**
     * Prepares a guard, with the thread that will write its line: later there may be no memory for one.
     *
     * @param errors takes one line; nothing else may hold a lock of it for long
     * @param halt ends the JVM with a code
     * @param others gets the exceptions of dead threads that the server can do without
     */
    static OutOfMemoryGuard start(OutputStream errors, IntConsumer halt, Thread.UncaughtExceptionHandler others) {
        OutOfMemoryGuard guard = new OutOfMemoryGuard(errors, halt, others);
        Thread writer = new Thread(guard::write, "last line");
        writer.setDaemon(true);
        writer.start();
        return guard;
    }

    /** Ends the JVM if memory has run out; otherwise does nothing. */
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

    /** The threads of XNIO that accept connections, and those that read and write them. */
    static boolean isIndispensable(Thread thread) {
        String name = thread.getName();
        return name.startsWith(WORKER + "I/O-") || name.equals(WORKER + "Accept");
    }

    private static boolean isOutOfMemory(Throwable thrown) {
        try {
            return thrown instanceof OutOfMemoryError || holdsOutOfMemoryError(thrown);
        } catch (OutOfMemoryError e) {
            return true;
        }
    }

    private static boolean holdsOutOfMemoryError(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>();
        open.add(thrown);
        while (!open.isEmpty()) {
            Throwable next = open.remove();
            if (next instanceof OutOfMemoryError) {
                return true;
            }
            // Causes may lead round in a circle.
            if (seen.add(next)) {
                Collections.addAll(open, next.getSuppressed());
                if (next.getCause() != null) {
                    open.add(next.getCause());
                }
            }
        }
        return false;
    }

    private static byte[] line(String whatHappened) {
        return (Main.complaint(whatHappened) + "; ending with exit code " + EXIT_CODE + System.lineSeparator())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Allocates next to nothing, and halts even where that fails. */
    private void end(byte[] lastLine) {
        try {
            line = lastLine;
            ending.countDown();
            written.await(WRITE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            halt.accept(EXIT_CODE);
        }
    }

    private void write() {
        try {
            ending.await();
            errors.write(line);
            errors.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // There is no other way to say it, and the exit code says it too.
        } finally {
            written.countDown();
        }
    }
}
