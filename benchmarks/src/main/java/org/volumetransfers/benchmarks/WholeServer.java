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

/** All contenders under load in turn, round after round: requests/s, p50 and p99 at 16 and at 64 connections. */
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

    /**
     * Starts all, one after the other, and warms them up; then runs all rounds. Whoever does not have its turn does
     * nothing meanwhile. The order turns, so that nobody always comes behind the same one.
     */
    void run(List<Contender> contenders, Runnable databaseCeiling) throws IOException, InterruptedException {
        List<RunningContender> order = new ArrayList<>();
        try {
            for (Contender contender : contenders) {
                order.add(warm(contender));
            }
            for (int round = 1; round <= effort.rounds(); round++) {
                System.out.println("whole server, round " + round + " of " + effort.rounds());
                for (RunningContender contender : order) {
                    measure(contender);
                }
                databaseCeiling.run();
                Collections.rotate(order, 1);
            }
        } finally {
            order.forEach(RunningContender::close);
        }
    }

    private RunningContender warm(Contender contender) throws IOException, InterruptedException {
        System.out.println("whole server, warming up: " + contender.name());
        RunningContender running = RunningContender.start(contender, work);
        try {
            samples.add(contender.name() + "/start", running.startMillis());
            requirePage(running);
            for (int connections : CONNECTIONS) {
                load.on(running, connections, effort.warmUpSeconds() / CONNECTIONS.size());
            }
            return running;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            running.close();
            throw e;
        }
    }

    private void measure(RunningContender running) throws IOException, InterruptedException {
        String name = running.name();
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

    /** Nobody wins by answering something else: ids apart, it is what the bare Undertow was given. */
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
