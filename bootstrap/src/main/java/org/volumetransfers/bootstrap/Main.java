package org.volumetransfers.bootstrap;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.HttpConfig;
import org.volumetransfers.adapter.jdbc.WrongSchemaException;

/** The program: reads its settings, starts the server, and ends it when a signal asks for that. */
public final class Main {

    /** What {@link #run} answers when there is no exit code yet. */
    static final int SERVING = -1;

    static final int ENDED_AS_ASKED = 0;
    static final int FAILED = 1;
    static final int WRONG_SETTINGS = 2;

    private static final String NAME = "volume-transfers";

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Consumer<Throwable> guard;
    private final Consumer<TransferServer> started;

    /**
     * Prepares a run.
     *
     * @param guard sees errors after which the program may not go on, for instance because memory has run out
     * @param started takes over the running server, before its start is announced
     */
    Main(
            InputStream in,
            PrintStream out,
            PrintStream err,
            Consumer<Throwable> guard,
            Consumer<TransferServer> started) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.guard = guard;
        this.started = started;
    }

    /**
     * Runs the server until a signal ends it, or imports a file.
     *
     * @param args see {@code --help}
     * @throws InterruptedException never: nobody else knows this thread
     */
    public static void main(String[] args) throws InterruptedException {
        // Not System.err: the writer of the log may hold its lock.
        OutOfMemoryGuard guard = OutOfMemoryGuard.start(
                new FileOutputStream(FileDescriptor.err), Runtime.getRuntime()::halt, Main::printDeath);
        Thread.setDefaultUncaughtExceptionHandler(guard);
        NameCache.shorten();
        CompletableFuture<TransferServer> server = new CompletableFuture<>();
        Main main = new Main(System.in, System.out, System.err, guard, started -> {
            server.complete(started);
            closeOnSignal(started);
        });
        int exitCode = main.run(args, System.getenv());
        if (exitCode == SERVING) {
            main.awaitUselessness(server.join());
            exitCode = FAILED;
        }
        System.exit(exitCode);
    }

    /** As the JVM itself does. */
    private static void printDeath(Thread thread, Throwable thrown) {
        System.err.print("Exception in thread \"" + thread.getName() + "\" ");
        thrown.printStackTrace();
    }

    /** Returns when the server can never answer a listing. */
    private void awaitUselessness(TransferServer server) throws InterruptedException {
        try {
            server.storageReady().toCompletableFuture().join();
        } catch (CompletionException e) {
            err.println(complaint(String.valueOf(e.getCause())));
            return;
        }
        new CountDownLatch(1).await();
    }

    /**
     * Makes SIGTERM and SIGINT close the server and end the JVM with exit code 0.
     *
     * <p>Either signal makes the JVM run its shutdown hooks and then exit with 143 or 130, whatever the hooks did: a
     * supervisor would take each clean stop for a failure. A hook may halt the JVM before that, with a code of its own.
     * Ours may, since it is the only one (it ends logging itself, nothing is deleted on exit), and it is there only while
     * the server runs, when nothing but a signal starts the shutdown. The other way, {@code sun.misc.Signal}, is no part
     * of Java and cannot be compiled without warnings.
     *
     * <p>The hook touches no standard stream: a reader that has stalled would keep the process alive. The JDK flushes both
     * after each write.
     */
    private static void closeOnSignal(TransferServer server) {
        Runnable closing = () -> {
            int exitCode = FAILED;
            try {
                server.close();
                exitCode = isUseless(server) ? FAILED : ENDED_AS_ASKED;
            } catch (RuntimeException e) {
                System.getLogger(Main.class.getName()).log(Level.ERROR, "could not stop cleanly", e);
            } finally {
                LogSetup.close();
                Runtime.getRuntime().halt(exitCode);
            }
        };
        Runtime.getRuntime().addShutdownHook(new Thread(closing, "closing"));
    }

    private static boolean isUseless(TransferServer server) {
        return server.storageReady().toCompletableFuture().isCompletedExceptionally();
    }

    /** Runs the program up to the point where the server serves; answers the exit code, or {@link #SERVING}. */
    int run(String[] args, Map<String, String> environment) {
        List<String> faults = new ArrayList<>();
        GivenSettings given = GivenSettings.read(args, environment, faults);
        if (given.asksForHelp()) {
            out.print(given.help());
            return ENDED_AS_ASKED;
        }
        if (given.asksForVersion()) {
            out.println(nameAndVersion());
            return ENDED_AS_ASKED;
        }
        LogSetup.silence();
        int exitCode = run(given, faults);
        if (exitCode != SERVING) {
            LogSetup.close();
        }
        return exitCode;
    }

    private int run(GivenSettings given, List<String> faults) {
        try {
            return switch (given.command()) {
                case SERVE -> serve(Launch.of(given, faults));
                case IMPORT -> new ImportCommand(in, out, err).run(ImportLaunch.of(given, faults), guard);
            };
        } catch (SettingFaultsException e) {
            e.faults().forEach(err::println);
            return WRONG_SETTINGS;
        } catch (WrongSchemaException e) {
            err.println(complaint(String.valueOf(e.getMessage())));
            return FAILED;
        }
    }

    private int serve(Launch launch) {
        launch.logging().apply(err, guard);
        log(launch.warnings());
        HttpConfig http = launch.server().http();
        try {
            TransferServer server = TransferServer.start(launch.server(), guard);
            started.accept(server);
            announce(launch, server);
            return SERVING;
        } catch (IOException e) {
            err.println(complaint("cannot listen on " + authority(http, http.port()) + ": " + e.getMessage()));
            return FAILED;
        }
    }

    /** Logs what should be changed about the settings. */
    static void log(List<String> warnings) {
        System.Logger log = System.getLogger(Main.class.getName());
        warnings.forEach(warning -> log.log(Level.WARNING, warning));
    }

    private void announce(Launch launch, TransferServer server) {
        String listening = authority(launch.server().http(), server.address().getPort());
        out.println(nameAndVersion());
        out.println("listening on " + listening + ", links begin with " + server.publicUrl());
        out.println("storage: " + launch.server().storage());
        out.println("identity: " + launch.server().identity());
        if (launch.isDemo()) {
            out.println("demo token, good on this machine only:");
            out.println("curl -H 'X-Auth-Token: " + Demo.TOKEN.value() + "' http://" + listening + "/v2/" + Demo.PROJECT
                    + "/os-volume-transfer");
        }
        out.flush();
    }

    /** One line that names the program. Messages of databases may have several lines, and characters of any kind. */
    static String complaint(String what) {
        StringBuilder line = new StringBuilder(NAME).append(": ");
        LogText.append(what.replaceAll("\\s+", " "), line);
        return line.toString();
    }

    /** The host as it was configured, since that is what the operator will look for. */
    private static String authority(HttpConfig http, int port) {
        String host = http.host().contains(":") ? "[" + http.host() + "]" : http.host();
        return host + ":" + port;
    }

    /** The version stands in the manifest of the jar; classes that were never packed have none. */
    private static String nameAndVersion() {
        @Nullable String version = Main.class.getPackage().getImplementationVersion();
        return NAME + " " + (version == null ? "(not packaged)" : version);
    }
}
