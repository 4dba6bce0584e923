package org.volumetransfers.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The upper bound of the database: PostgreSQL's own load generator with the shortest query for a page. */
final class Pgbench {

    /** Has no parameters, so that each connection plans it once. */
    private static final String QUERY =
            "select id, volume_id, name, created_at from volume_transfer where project_id = '" + Rows.PROJECT
                    + "' and status = 'pending' order by created_at, id limit " + Rows.PAGE + ";\n";

    private static final int TIMEOUT_SECONDS = 120;

    /** The rate of a second if reported, and finally that of the whole run. */
    private static final Pattern RATE = Pattern.compile("(?:progress: [0-9.]+ s, |tps = )([0-9.]+)");

    private final Samples samples;
    private final Postgres postgres;
    private final Effort effort;
    private final Path script;

    /** Writes the query to a directory. */
    Pgbench(Samples samples, Postgres postgres, Effort effort, Path directory) throws IOException {
        this.samples = samples;
        this.postgres = postgres;
        this.effort = effort;
        this.script = Files.writeString(directory.resolve("page.sql"), QUERY);
    }

    /** Runs one round. */
    void measure() throws IOException, InterruptedException {
        for (int connections : WholeServer.CONNECTIONS) {
            double rate = rate(connections);
            samples.add("pgbench/c" + connections + "/rps", rate);
            System.out.printf("  %-16s c=%d %s/s%n", "pgbench", connections, Numbers.readable(rate));
        }
    }

    /** Returns the rate after a warm-up as long as that of a server: the first pages of a connection take much longer. */
    private double rate(int connections) throws IOException, InterruptedException {
        List<String> command = postgres.client("pgbench", "-n", "-Mprepared", "-c" + connections, "-j1", "-f" + script);
        command.addAll(effort.pgbenchOptions());
        String output = Programs.run(command, TIMEOUT_SECONDS);
        return RATE.matcher(output)
                .results()
                .skip(effort.warmUpSeconds())
                .limit(effort.loadSeconds())
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .average()
                .orElseThrow(() -> new IOException("no result: " + output));
    }
}
