package org.volumetransfers.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A goal of the project.
 *
 * @param what name of the measurement
 * @param measured result of the rounds; null if left out
 * @param must value that must be reached
 * @param stretch value that is desirable
 * @param higherIsBetter whether higher values are better
 */
record Figure(String what, @Nullable Spread measured, double must, double stretch, boolean higherIsBetter) {

    /** Returns all goals. */
    static List<Figure> all(Samples samples) {
        List<Figure> figures = new ArrayList<>();
        for (int c : WholeServer.CONNECTIONS) {
            figures.add(atLeast(
                    "memory, 20 rows: requests/s over bare Undertow, c=" + c,
                    samples.ratio("memory/c" + c + "/rps", "bare/c" + c + "/rps"),
                    0.60,
                    0.75));
        }
        figures.add(overPgbench(samples, "by launcher", "postgres", 16, 0.52, 0.70));
        figures.add(overPgbench(samples, "by launcher", "postgres", 64, 0.70, 0.90));
        figures.add(overPgbench(samples, "by java -Xmx512m -jar", "postgres-jar", 16, 0.52, 0.70));
        figures.add(overPgbench(samples, "by java -Xmx512m -jar", "postgres-jar", 64, 0.70, 0.90));
        figures.add(atLeast(
                "PostgreSQL: requests/s over Spring Boot and JPA, c=64",
                samples.ratio("postgres/c64/rps", "spring/c64/rps"),
                5,
                7));
        figures.add(atLeast(
                "PostgreSQL: requests/s over Quarkus and Hibernate, c=64",
                samples.ratio("postgres/c64/rps", "quarkus/c64/rps"),
                3.5,
                5));
        figures.add(atMost("memory: p99 over p50, c=64", samples.ratio("memory/c64/p99", "memory/c64/p50"), 5, 3));
        figures.add(
                atMost("PostgreSQL: p99 over p50, c=64", samples.ratio("postgres/c64/p99", "postgres/c64/p50"), 5, 3));
        figures.add(atMost(
                "PostgreSQL, after a position: last page of a million over the first",
                samples.ratio("deep-position/3", "deep-position/0"),
                5,
                2));
        figures.add(atMost(
                "memory, by offset: last page of a million over the first",
                samples.ratio("deep-memory/last", "deep-memory/first"),
                1.5,
                1.1));
        figures.add(atMost(
                "a million rows in one response: time over psql copying them to a pipe",
                samples.ratio("long/ours", "long/copy"),
                4,
                2));
        figures.add(atMost("a million rows in one response: extra heap, MB", samples.spread("long/heap"), 32, 8));
        figures.add(atMost(
                "PostgreSQL, a walk over a million by marker during writes: last pages over the first",
                samples.ratio("walk/last", "walk/first"),
                1.5,
                1.2));
        figures.add(atMost(
                "start to first 200, by the launcher, over bare Undertow jar",
                samples.ratio("start/launcher", "start/bare"),
                2,
                1.3));
        figures.add(atMost(
                "resident memory after 10,000 requests over bare Undertow jar, same heap settings",
                samples.ratio("footprint/jar-small", "footprint/bare-small"),
                1.6,
                1.2));
        return figures;
    }

    private static Figure overPgbench(
            Samples samples, String start, String contender, int connections, double must, double stretch) {
        String rate = "/c" + connections + "/rps";
        return atLeast(
                "PostgreSQL, 20 rows, " + start + ": requests/s over pgbench, c=" + connections,
                samples.ratio(contender + rate, "pgbench" + rate),
                must,
                stretch);
    }

    private static Figure atLeast(String what, @Nullable Spread measured, double must, double stretch) {
        return new Figure(what, measured, must, stretch, true);
    }

    private static Figure atMost(String what, @Nullable Spread measured, double must, double stretch) {
        return new Figure(what, measured, must, stretch, false);
    }

    /** Compares the median with the goal. */
    String verdict() {
        if (measured == null) {
            return "left out";
        }
        if (reaches(measured.median(), stretch)) {
            return "**stretch**";
        }
        return reaches(measured.median(), must) ? "**reached**" : "missed";
    }

    private boolean reaches(double value, double goal) {
        return higherIsBetter ? value >= goal : value <= goal;
    }

    /** Returns a line for the console. */
    @Override
    public String toString() {
        return verdict().replace("*", "") + ": " + what + ": " + MarkdownTable.cell(measured);
    }
}
