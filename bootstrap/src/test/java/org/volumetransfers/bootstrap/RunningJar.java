package org.volumetransfers.bootstrap;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The built jar as a process on a free port, which ends when this is closed. */
public final class RunningJar implements AutoCloseable {

    private static final Path JAR = Path.of("target", "volume-transfers.jar");
    /** Saves a third of the processor time of a start, which dominates most tests. */
    private static final String FAST_COMPILER_ALONE = "-XX:TieredStopAtLevel=1";

    private static final String LISTENING = "listening on ";

    private final Process process;
    private final String address;

    private RunningJar(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts the jar with any arguments; the errors can be read from the process. */
    static Process start(String... arguments) throws IOException {
        return command(List.of(), arguments).start();
    }

    /** Starts the jar with a heap of the given size, for instance {@code 64m}. */
    static Process startInHeap(String size, String... arguments) throws IOException {
        return command(List.of("-Xmx" + size, "-XX:+UseSerialGC"), arguments).start();
    }

    private static ProcessBuilder command(List<String> jvmOptions, String... arguments) {
        if (!Files.exists(JAR)) {
            throw new AssertionError(JAR.toAbsolutePath() + " does not exist: this test requires the built jar");
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, FAST_COMPILER_ALONE));
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", JAR.toString()));
        Collections.addAll(command, arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("VOLUME_TRANSFERS_"));
        // These make the JVM print an extra line.
        builder.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        return builder;
    }

    /** Starts the jar as a server, and waits until it listens. */
    public static RunningJar with(String... options) throws IOException {
        return with(ProcessBuilder.Redirect.INHERIT, options);
    }

    /** Starts a server whose log goes into a pipe that is never read. */
    static RunningJar loggingIntoAFullPipe(String... options) throws IOException {
        return with(ProcessBuilder.Redirect.PIPE, options);
    }

    /** Starts a server whose log goes into a file. */
    public static RunningJar logging(Path log, String... options) throws IOException {
        return with(ProcessBuilder.Redirect.to(log.toFile()), options);
    }

    private static RunningJar with(ProcessBuilder.Redirect errors, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--listen=127.0.0.1:0", "--drain-delay=0"));
        Collections.addAll(arguments, options);
        Process process = command(List.of(), arguments.toArray(String[]::new))
                .redirectError(errors)
                .start();
        BufferedReader said = process.inputReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(LISTENING)) {
                return new RunningJar(process, line.substring(LISTENING.length(), line.indexOf(',')));
            }
        }
        throw new AssertionError("the jar ended without listening");
    }

    /** Returns scheme, host and port. */
    public String url() {
        return "http://" + address;
    }

    /** Returns the process id. */
    public long pid() {
        return process.pid();
    }

    /** Ends the server as a supervisor does, and returns its exit code. */
    public int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running after 30 s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
