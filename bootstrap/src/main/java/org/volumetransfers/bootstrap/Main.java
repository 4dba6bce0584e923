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
            closeOnSignal(started);
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
     * Makes SIGTERM and SIGINT close the server and end the JVM with exit code 0.
     *
     * <p>After either signal, the JVM runs its shutdown hooks and exits with 143 or 130, which a supervisor takes for a
     * failure. A hook may halt the JVM before that with a code of its own. This one may, since it is the only hook, and is
     * registered only while the server runs, when only a signal starts the shutdown. The alternative,
     * {@code sun.misc.Signal}, is not part of Java and cannot be compiled without warnings.
     *
     * <p>The hook uses no standard stream, since a stalled reader would keep the process alive. The JDK flushes both after
     * each write.
     */
    private static void closeOnSignal(TransferServer server) {
        Runnable closing = () -> {
            int exitCode = Program.FAILURE;
            try {
                server.close();
                boolean hasFailed = server.storageReady().toCompletableFuture().isCompletedExceptionally();
                exitCode = hasFailed ? Program.FAILURE : Program.SUCCESS;
            } catch (RuntimeException e) {
                System.getLogger(Main.class.getName()).log(Level.ERROR, "unclean shutdown", e);
            } finally {
                LogSetup.close();
                Runtime.getRuntime().halt(exitCode);
            }
        };
        Runtime.getRuntime().addShutdownHook(new Thread(closing, "closing"));
    }
}
