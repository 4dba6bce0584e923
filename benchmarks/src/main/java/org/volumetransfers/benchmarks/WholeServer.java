package org.volumetransfers.benchmarks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Measures all contenders under load in turn: requests/s, p50 and p99 at 16 and at 64 connections. */
final class WholeServer {

    static final List<Integer> CONNECTIONS = List.of(16, 64);

    private final Samples samples;
    private final Effort effort;
    private final Load load;
    private final Path work;

    WholeServer(Samples samples, Effort effort, Load load, Path work) {
        this.samples = samples;
        this.effort = effort;
        this.load = load;
        this.work = work;
    }

    /** Measures one contender, once. */
    @FunctionalInterface
    interface Measurement {
        void run() throws IOException, InterruptedException;
    }

    /** Repeats a round of measurements, each time in another order. */
    void run(List<Measurement> measurements) throws IOException, InterruptedException {
        List<Measurement> order = new ArrayList<>(measurements);
        for (int round = 1; round <= effort.rounds(); round++) {
            System.out.println("whole server, round " + round + " of " + effort.rounds());
            for (Measurement measurement : order) {
                measurement.run();
            }
            Collections.rotate(order, 1);
        }
    }

    /** Starts a contender, warms it up and measures it. */
    void measure(Contender contender) throws IOException, InterruptedException {
        String name = contender.name();
        try (RunningContender running = RunningContender.start(contender, work)) {
            samples.add(name + "/start", running.startMillis());
            requirePage(running);
            if (effort.warmUpSeconds() > 0) {
                load.warmUp(running, 64, effort.warmUpSeconds());
            }
            for (int connections : CONNECTIONS) {
                Load.Result result = load.on(running, connections, effort.loadSeconds());
                String prefix = name + "/c" + connections;
                samples.add(prefix + "/rps", result.requestsPerSecond());
                samples.add(prefix + "/p50", result.p50());
                samples.add(prefix + "/p99", result.p99());
                System.out.printf(
                        "  %-16s c=%d %s/s, p50 %s ms, p99 %s ms%n",
                        name,
                        connections,
                        Numbers.readable(result.requestsPerSecond()),
                        Numbers.readable(result.p50()),
                        Numbers.readable(result.p99()));
            }
            samples.add(name + "/rss", running.memory("VmRSS"));
        }
    }

    /** Verifies that a contender sends the same response as the bare Undertow, except for the ids. */
    private void requirePage(RunningContender running) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(running.url())
                .header("X-Auth-Token", running.token())
                .build();
        String body = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        long rows =
                Pattern.compile("\"rel\":\"bookmark\"").matcher(body).results().count();
        if (rows != Rows.PAGE || body.length() != Files.size(work.resolve("body.json"))) {
            throw new IOException(rows + " rows in " + body.length() + " characters: " + body);
        }
    }
}
