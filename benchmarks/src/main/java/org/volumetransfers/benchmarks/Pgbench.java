package org.volumetransfers.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The upper bound of the database: PostgreSQL's own load generator with the prepared query of a page. */
final class Pgbench {

    /** The query of the server for a first page of twenty; one additional row tells whether more follow. */
    private static final String QUERY = "select id, volume_id, name, created_at from volume_transfer"
            + " where project_id = :project and status = 'pending' and created_at >= :time and (created_at, id) >"
            + " (:time, '') order by created_at, id limit :limit offset :offset;\n";

    private static final int TIMEOUT_SECONDS = 120;

    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern LATENCY = Pattern.compile("latency average = ([0-9.]+) ms");

    private final Samples samples;
    private final Postgres postgres;
    private final String extent;
    private final Path script;

    Pgbench(Samples samples, Postgres postgres, String extent, Path directory) throws IOException {
        this.samples = samples;
        this.postgres = postgres;
        this.extent = extent;
        // With -M prepared each variable becomes a parameter of the prepared statement, as with the driver.
        this.script = Files.writeString(
                directory.resolve("page.sql"),
                QUERY.replace(":time", ":time::timestamptz").replace(":limit", ":limit::bigint"));
    }

    /** Runs one round. */
    void run() throws IOException, InterruptedException {
        for (int clients : WholeServer.CONNECTIONS) {
            List<String> command = postgres.client(
                    "pgbench",
                    "-n",
                    "-M",
                    "prepared",
                    "-c" + clients,
                    "-j2",
                    extent,
                    "-f" + script,
                    "-Dproject=" + Rows.PROJECT,
                    "-Dtime=-infinity",
                    "-Dlimit=" + (Rows.PAGE + 1),
                    "-Doffset=0");
            String said = Programs.run(command, TIMEOUT_SECONDS);
            samples.add("pgbench/c" + clients + "/rps", number(TPS, said));
            samples.add("pgbench/c" + clients + "/mean", number(LATENCY, said));
            System.out.printf("  %-16s c=%d %s/s%n", "pgbench", clients, Numbers.readable(number(TPS, said)));
        }
    }

    private static double number(Pattern pattern, String said) throws IOException {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new IOException("pgbench did not print " + pattern + ": " + said);
        }
        return Double.parseDouble(matcher.group(1));
    }
}
