package org.volumetransfers.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Keep-alive load from a separate process: by wrk if installed, otherwise by {@link LoadGenerator}. */
final class Load {

    private static final String MARK = "RESULT ";

    /** The generator uses only classes of this module. */
    private static final String OWN_CLASSES =
            Path.of("benchmarks/target/classes").toAbsolutePath().toString();

    private final Optional<Path> wrk = Programs.find("wrk");
    private final Path script;

    /** Writes the script that determines the output of wrk to a directory. */
    Load(Path directory) throws IOException {
        script = directory.resolve("wrk-result.lua");
        try (InputStream lua = Objects.requireNonNull(Load.class.getResourceAsStream("wrk-result.lua"))) {
            Files.copy(lua, script, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * The result of a load.
     *
     * @param requestsPerSecond successful responses per second
     * @param p50 median latency in ms
     * @param p99 99th percentile of the latency in ms
     * @param failed requests that failed
     */
    record Result(double requestsPerSecond, double p50, double p99, long failed) {}

    /** Returns the name of the load generator. */
    String generator() throws IOException, InterruptedException {
        if (wrk.isEmpty()) {
            return "the built-in generator, in Java (wrk is not installed)";
        }
        // wrk prints its version together with its usage, and exits with a failure.
        String output = Programs.run(List.of("sh", "-c", wrk.get() + " -v || true"), 10);
        return output.lines().findFirst().orElse("wrk").replaceAll(" \\[.*", "");
    }

    /** Sends requests as {@link #on} does, for a contender that may fail some while its code is being compiled. */
    void warmUp(RunningContender contender, int connections, int seconds) throws IOException, InterruptedException {
        send(contender, connections, seconds);
    }

    /** Sends requests on a number of connections for a number of seconds. */
    Result on(RunningContender contender, int connections, int seconds) throws IOException, InterruptedException {
        return complete(send(contender, connections, seconds));
    }

    private Result send(RunningContender contender, int connections, int seconds)
            throws IOException, InterruptedException {
        if (wrk.isEmpty()) {
            return generated(contender, connections, "seconds", seconds);
        }
        return run(
                List.of(
                        wrk.get().toString(),
                        "-t" + contender.loadThreads(),
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "-s" + script,
                        "-HX-Auth-Token: " + contender.token(),
                        contender.url().toString()),
                seconds);
    }

    /** Sends a number of requests on 16 connections. */
    Result requests(RunningContender contender, int count) throws IOException, InterruptedException {
        return complete(generated(contender, 16, "requests", count));
    }

    private static Result generated(RunningContender contender, int connections, String unit, int amount)
            throws IOException, InterruptedException {
        return run(
                List.of(
                        Programs.JAVA,
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        OWN_CLASSES,
                        LoadGenerator.class.getName(),
                        String.valueOf(contender.port()),
                        contender.url().getRawPath() + query(contender),
                        contender.token(),
                        String.valueOf(connections),
                        unit,
                        String.valueOf(amount)),
                unit.equals("seconds") ? amount : 60);
    }

    private static String query(RunningContender contender) {
        String query = contender.url().getRawQuery();
        return query == null ? "" : "?" + query;
    }

    private static Result run(List<String> command, int seconds) throws IOException, InterruptedException {
        String output = Programs.run(command, seconds + 30);
        String[] words = output.lines()
                .filter(line -> line.startsWith(MARK))
                .findFirst()
                .orElseThrow(() -> new IOException("no result: " + output))
                .substring(MARK.length())
                .split(" ", -1);
        double requests = Double.parseDouble(words[0]);
        return new Result(
                requests / Double.parseDouble(words[1]) * 1e6,
                Double.parseDouble(words[2]) / 1e3,
                Double.parseDouble(words[3]) / 1e3,
                Long.parseLong(words[4]));
    }

    private static Result complete(Result result) throws IOException {
        if (result.failed() > 0) {
            throw new IOException(result.failed() + " requests failed");
        }
        return result;
    }
}
