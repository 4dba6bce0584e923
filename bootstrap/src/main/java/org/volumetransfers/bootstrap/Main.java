package org.volumetransfers.bootstrap;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.volumetransfers.bootstrap.logging.LogSetup;

/** The process: runs the program, and stops the server on a signal. */
public final class Main {

    /**
     * The number of seconds for which the JVM caches resolved names. Ranks below {@code networkaddress.cache.ttl} of the
     * file {@code java.security}, so that a value there remains in effect; setting that property instead would start
     * logging before it is set up.
     */
    static final String NAME_CACHE = "sun.net.inetaddr.ttl";

    private Main() {}

    /** Runs the server until a signal stops it, or imports a file; see {@code --help}. */
    public static void main(String[] args) throws InterruptedException {
        // Not System.err, whose lock a blocked writer of the log may hold.
        OutOfMemoryGuard guard = OutOfMemoryGuard.start(
                new FileOutputStream(FileDescriptor.err), Runtime.getRuntime()::halt, Main::printUncaught);
        Thread.setDefaultUncaughtExceptionHandler(guard);
        shortenNameCache();
        CompletableFuture<TransferServer> server = new CompletableFuture<>();
        Program program = new Program(System.in, System.out, System.err, guard, started -> {
            server.complete(started);
            stopOnSignal(started);
        });
        int exitCode = program.run(args, System.getenv());
        if (exitCode == Program.RUNNING) {
            awaitPermanentFailure(server.join(), program);
            exitCode = Program.FAILURE;
        }
        System.exit(exitCode);
    }

    /**
     * Lets the JVM cache resolved names for 5 s, unless the operator has set another time: the default of 30 s is long for a
     * name that moves in a failover. Takes effect before the first name is resolved.
     */
    static void shortenNameCache() {
        if (System.getProperty(NAME_CACHE) == null) {
            System.setProperty(NAME_CACHE, "5");
        }
    }

    /** Prints what the JVM prints by default. */
    private static void printUncaught(Thread thread, Throwable thrown) {
        System.err.print("Exception in thread \"" + thread.getName() + "\" ");
        thrown.printStackTrace();
    }

    /** Waits until it turns out that the server can never answer a listing. */
    private static void awaitPermanentFailure(TransferServer server, Program program) throws InterruptedException {
        try {
            server.storageReady().toCompletableFuture().join();
        } catch (CompletionException e) {
            program.printError(String.valueOf(e.getCause()));
            return;
        }
        new CountDownLatch(1).await();
    }

    /**
     * Makes SIGTERM and SIGINT shut the server down and end the JVM with exit code 0. By default, the JVM would exit with 143
     * or 130, which a supervisor takes for a failure. A second signal ends the JVM at once.
     *
     * <p>Uses no standard stream, since a stalled reader would keep the process alive. The JDK flushes both after each write.
     */
    private static void stopOnSignal(TransferServer server) {
        StopSignals.handle(
                () -> Runtime.getRuntime().halt(shutDown(server)),
                () -> Runtime.getRuntime().halt(Program.FAILURE));
    }

    /** Returns the exit code. */
    private static int shutDown(TransferServer server) {
        try {
            server.shutDown();
            boolean hasFailed = server.storageReady().toCompletableFuture().isCompletedExceptionally();
            return hasFailed ? Program.FAILURE : Program.SUCCESS;
        } catch (InterruptedException | RuntimeException e) {
            System.getLogger(Main.class.getName()).log(Level.ERROR, "unclean shutdown", e);
            return Program.FAILURE;
        } finally {
            LogSetup.close();
        }
    }
}
