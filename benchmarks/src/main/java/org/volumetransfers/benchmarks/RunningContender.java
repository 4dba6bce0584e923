package org.volumetransfers.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The process of a contender, which is terminated when this is closed. */
final class RunningContender implements AutoCloseable {

    private static final long START_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(120);

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

    /** Starts a contender and polls it until it responds successfully. */
    static RunningContender start(Contender contender, Path logs) throws IOException, InterruptedException {
        int port = Programs.freePort();
        Path log = logs.resolve(contender.name().replace('/', '-') + ".log");
        ProcessBuilder builder = new ProcessBuilder(contender.command().apply(port))
                .directory(contender.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // Settings of the user of this machine must not affect the contender.
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("VOLUME_TRANSFERS_") || name.equals("JAVA_TOOL_OPTIONS"));
        long begin = System.nanoTime();
        Process process = builder.start();
        // Waiting a millisecond for its exit also keeps the polling from using its processor.
        while (!process.waitFor(1, TimeUnit.MILLISECONDS)) {
            if (HttpGet.status(port, contender.path(), contender.token()) == 200) {
                double millis = (System.nanoTime() - begin) / 1e6;
                return new RunningContender(contender, process, port, millis);
            }
            if (System.nanoTime() - begin > START_TIMEOUT_NANOS) {
                process.destroyForcibly();
                break;
            }
        }
        throw new IOException(contender.name() + " did not start:\n" + Files.readString(log));
    }

    /** Returns the time from the start of the process to the end of the first successful response. */
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

    int loadThreads() {
        return contender.loadThreads();
    }

    int port() {
        return port;
    }

    /** Returns the memory reported by Linux, in MB: {@code VmRSS} for the current, {@code VmHWM} for the maximum. */
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
