package org.volumetransfers.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A contender's process, which ends with this. */
final class RunningContender implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final Contender contender;
    private final Process process;
    private final int port;
    private final double startMillis;

    private RunningContender(Contender contender, Process process, int port, double startMillis) {
        this.contender = contender;
        this.process = process;
        this.port = port;
        this.startMillis = startMillis;
    }

    /** Starts it and asks it until it answers. */
    static RunningContender start(Contender contender, Path logs) throws IOException, InterruptedException {
        int port = Programs.freePort();
        Path log = logs.resolve(contender.name().replace('/', '-') + ".log");
        ProcessBuilder builder = new ProcessBuilder(contender.command().apply(port))
                .directory(contender.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // What is set for the server of this machine's user is not meant for this one.
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("VOLUME_TRANSFERS_") || name.equals("JAVA_TOOL_OPTIONS"));
        long begin = System.nanoTime();
        Process process = builder.start();
        // Looking every millisecond whether it has died is also what keeps the asking from taking its processor.
        while (!process.waitFor(1, TimeUnit.MILLISECONDS)) {
            if (HttpGet.status(port, contender.path(), contender.token()) == 200) {
                double millis = (System.nanoTime() - begin) / 1e6;
                return new RunningContender(contender, process, port, millis);
            }
            if (System.nanoTime() - begin > PATIENCE_NANOS) {
                process.destroyForcibly();
                break;
            }
        }
        throw new IOException(contender.name() + " does not answer:\n" + Files.readString(log));
    }

    /** From the start of its process to the end of its first good answer. */
    double startMillis() {
        return startMillis;
    }

    long pid() {
        return process.pid();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port + contender.path());
    }

    String token() {
        return contender.token();
    }

    int port() {
        return port;
    }

    /** A line of what Linux says of its memory, in MB: {@code VmRSS} now, {@code VmHWM} at most. */
    double memory(String line) throws IOException {
        String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
        return status.lines()
                .filter(each -> each.startsWith(line + ":"))
                .map(each -> each.replaceAll("\\D", ""))
                .mapToDouble(kilobytes -> Double.parseDouble(kilobytes) / 1024)
                .findFirst()
                .orElseThrow(() -> new IOException("no " + line.toLowerCase(Locale.ROOT) + " in " + status));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
