package org.volumetransfers.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;

/** Runs all benchmarks and writes the report. Started in the root directory of the project by {@code .ci/bench}. */
public final class Benchmarks {

    private static final int DEFAULT_OTHER_ROWS = 2_000_000;

    private final Samples samples = new Samples();
    private final List<String> leftOut = new ArrayList<>();
    private final Effort effort;
    private final Path work;
    private final String loadBefore;

    private Benchmarks(Effort effort, Path work) throws IOException {
        this.effort = effort;
        this.work = work;
        this.loadBefore = Machine.loadAverage();
    }

    /**
     * Runs all benchmarks.
     *
     * @param args {@code --tiny} runs a smoke test without updating the page; {@code --other-rows N} sets the number of rows
     *     in PostgreSQL outside of the large project; {@code --walk} only walks by marker and prints the samples
     * @throws IOException if a contender fails
     * @throws InterruptedException never, since this thread is not interrupted
     * @throws RunnerException if the benchmark of an inner step fails
     */
    public static void main(String[] args) throws IOException, InterruptedException, RunnerException {
        // Silences the migration of the schema.
        Logger.getLogger("").setLevel(Level.WARNING);
        List<String> options = List.of(args);
        boolean tiny = options.contains("--tiny");
        int rows = options.indexOf("--other-rows");
        int otherRows = rows < 0 ? DEFAULT_OTHER_ROWS : Integer.parseInt(options.get(rows + 1));
        Path work = Path.of("benchmarks/target/work").toAbsolutePath();
        Files.createDirectories(work);
        Benchmarks benchmarks = new Benchmarks(tiny ? Effort.tiny() : Effort.full(otherRows), work);
        if (options.contains("--walk")) {
            benchmarks.walkOnly();
        } else {
            benchmarks.run(Path.of(tiny ? "benchmarks/target/tiny" : "docs"));
        }
    }

    private void run(Path page) throws IOException, InterruptedException, RunnerException {
        Optional<Path> bin = Programs.postgres();
        if (bin.isEmpty()) {
            leftOut.add("everything on PostgreSQL: Debian's postgresql-15 is not installed");
            run(page, null);
            return;
        }
        try (Postgres postgres = Postgres.start(bin.get())) {
            run(page, postgres);
        }
    }

    private void run(Path page, @Nullable Postgres postgres) throws IOException, InterruptedException, RunnerException {
        Load load = new Load(work);
        Rows.writeTransfers(work.resolve("data.json"));
        Rows.writeTokens(work.resolve("tokens.json"));
        Contenders contenders = new Contenders(work, postgres);
        saveBody(contenders);

        announce("inner steps");
        InnerSteps.run(samples, effort, work.resolve("jmh.log"));
        DeepPages.inMemory(samples, effort);
        announce("start to first 200");
        StartUp startUp = new StartUp(samples, effort, contenders, work);
        startUp.time();
        announce("memory after " + effort.requests() + " requests");
        startUp.memory(load);
        if (postgres != null) {
            onPostgres(contenders, postgres);
        }
        underLoad(contenders, postgres, load);

        new Report(samples, effort, Machine.described(postgres, load, loadBefore), page).write();
        System.out.println("written: " + page.resolve("performance.md"));
        if (effort.rounds() > 1) {
            Figure.all(samples).forEach(figure -> System.out.println("  " + figure));
        }
        leftOut.forEach(what -> System.out.println("LEFT OUT: " + what));
    }

    private void walkOnly() throws IOException, InterruptedException {
        Path bin = Programs.postgres().orElseThrow(() -> new IOException("Debian's postgresql-15 is not installed"));
        try (Postgres postgres = Postgres.start(bin)) {
            Contenders contenders = new Contenders(work, postgres);
            Rows.writeTokens(work.resolve("tokens.json"));
            load(contenders, postgres);
            walk(contenders, postgres);
        }
        System.out.print(samples.csv());
    }

    private static void announce(String section) {
        System.out.println(section);
    }

    /** Saves a response body of the server, which the bare Undertow sends. */
    private void saveBody(Contenders contenders) throws IOException, InterruptedException {
        try (RunningContender server = RunningContender.start(contenders.memory("body"), work)) {
            ByteArrayOutputStream response = new ByteArrayOutputStream();
            HttpGet.read(server.port(), Rows.PATH, Rows.TOKEN, response);
            String text = response.toString(StandardCharsets.UTF_8);
            Files.writeString(work.resolve("body.json"), text.substring(text.indexOf("\r\n\r\n") + 4));
        }
    }

    private void onPostgres(Contenders contenders, Postgres postgres) throws IOException, InterruptedException {
        load(contenders, postgres);
        announce("PostgreSQL: deep pages");
        DeepPages.onPostgres(samples, postgres, effort);
        announce("PostgreSQL: a long response");
        LongResponse.run(samples, contenders.postgres("long"), postgres, effort, work);
        walk(contenders, postgres);
    }

    private void load(Contenders contenders, Postgres postgres) throws IOException, InterruptedException {
        announce("PostgreSQL: schema and rows");
        try (RunningContender migrating = RunningContender.start(contenders.postgres("migrating"), work)) {
            Rows.load(postgres, effort);
            samples.add("first-start/postgres", migrating.startMillis());
        }
    }

    private void walk(Contenders contenders, Postgres postgres) throws IOException, InterruptedException {
        announce("PostgreSQL: walks by marker during writes");
        MarkerWalk.run(samples, contenders.postgresByLauncher("walk"), postgres, effort, work);
    }

    private void underLoad(Contenders contenders, @Nullable Postgres postgres, Load load)
            throws IOException, InterruptedException {
        WholeServer server = new WholeServer(samples, effort, load, work);
        List<WholeServer.Measurement> round = new ArrayList<>();
        round.add(() -> server.measure(contenders.bare("bare")));
        round.add(() -> server.measure(contenders.memoryByLauncher("memory")));
        if (postgres != null) {
            Pgbench pgbench = new Pgbench(samples, postgres, effort, work);
            round.add(() -> server.measure(contenders.postgresByLauncher("postgres")));
            round.add(pgbench::measure);
            round.add(() -> server.measure(contenders.postgres("postgres-jar", "-Xmx512m")));
            List<Contender> peers = contenders.peers();
            if (peers.size() < 2) {
                leftOut.add("peers that could not be built");
            }
            peers.forEach(peer -> round.add(() -> server.measure(peer)));
        }
        server.run(round);
    }
}
