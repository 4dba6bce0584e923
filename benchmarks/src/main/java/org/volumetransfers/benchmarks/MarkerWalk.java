package org.volumetransfers.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Walks over the large project by following the links to next pages, while transfers are inserted, accepted and deleted.
 * Fails unless each walk returns every transfer that is pending throughout once, and no transfer twice.
 */
final class MarkerWalk {

    private static final int LIMIT = 1_000;

    /** The most pages at either end that are compared. */
    private static final int EDGE = 20;

    private static final int QUERY_TIMEOUT_SECONDS = 60;

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    /** The path and query of a link, which starts with the public URL. */
    private static final Pattern NEXT =
            Pattern.compile("\"transfers_links\":\\[\\{\"rel\":\"next\",\"href\":\"http://[^/]+([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final RunningContender server;
    private final Postgres postgres;

    private MarkerWalk(RunningContender server, Postgres postgres) {
        this.server = server;
        this.postgres = postgres;
    }

    /** Measures walks, after one without a writer. Leaves other transfers in the large project than before. */
    static void run(Samples samples, Contender contender, Postgres postgres, Effort effort, Path logs)
            throws IOException, InterruptedException {
        try (RunningContender server = RunningContender.start(contender, logs)) {
            MarkerWalk walk = new MarkerWalk(server, postgres);
            walk.read();
            for (int round = 1; round <= effort.walks(); round++) {
                walk.measure(samples, effort.deepRows(), "walk " + round);
            }
        }
    }

    /** The ids of all pages, and the time of each full page in ms. */
    private record Pages(Set<String> ids, List<Double> millis) {

        double median(int from, int to) {
            return Spread.of(millis.subList(from, to)).median();
        }
    }

    private void measure(Samples samples, int loaded, String name) throws IOException, InterruptedException {
        Pages pages;
        double seconds;
        double written;
        try (TransferWriter writer = TransferWriter.start(postgres.jdbcUrl(), name, loaded)) {
            long begin = System.nanoTime();
            pages = read();
            seconds = (System.nanoTime() - begin) / 1e9;
            written = writer.written();
        }
        requirePendingBefore(name, pages.ids());
        int full = pages.millis().size();
        int edge = Math.min(EDGE, full / 2);
        double first = pages.median(0, edge);
        double last = pages.median(full - edge, full);
        System.out.printf(
                "  %-16s first pages %s ms, last %s ms, all %s s, %s written/s%n",
                name,
                Numbers.readable(first),
                Numbers.readable(last),
                Numbers.readable(seconds),
                Numbers.readable(written / seconds));
        samples.add("walk/first", first);
        samples.add("walk/last", last);
        samples.add("walk/seconds", seconds);
        samples.add("walk/rows", pages.ids().size() / seconds);
        samples.add("walk/written", written / seconds);
        // Each walk starts on a table that a vacuum has visited, as autovacuum would in a longer run.
        postgres.sql("vacuum (analyze) volume_transfer");
    }

    private Pages read() throws IOException, InterruptedException {
        Pages pages = new Pages(new HashSet<>(), new ArrayList<>());
        String next = Rows.DEEP_PATH + "?limit=" + LIMIT;
        while (next != null) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + next))
                    .header("X-Auth-Token", Rows.DEEP_TOKEN)
                    .build();
            long begin = System.nanoTime();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            double millis = (System.nanoTime() - begin) / 1e6;
            if (response.statusCode() != 200) {
                throw new IOException(next + ": " + response.statusCode() + " " + response.body());
            }
            int rows = add(response.body(), pages.ids());
            if (rows == LIMIT) {
                pages.millis().add(millis);
            }
            Matcher link = NEXT.matcher(response.body());
            next = link.find() ? link.group(1) : null;
        }
        return pages;
    }

    /** Adds the ids of a page; returns their number. */
    private static int add(String page, Set<String> ids) throws IOException {
        int rows = 0;
        Matcher id = ID.matcher(page);
        while (id.find()) {
            rows++;
            if (!ids.add(id.group(1))) {
                throw new IOException("the walk returned " + id.group(1) + " twice");
            }
        }
        return rows;
    }

    /** Fails unless all transfers that are pending now, and were not inserted during the walk, have been read. */
    private void requirePendingBefore(String name, Set<String> read) throws IOException, InterruptedException {
        String sql = "select id from volume_transfer where project_id = '" + Rows.DEEP_PROJECT
                + "' and status = 'pending' and name <> '" + name + "'";
        List<String> missed = Programs.run(postgres.client("psql", "-qAt", "-c", sql), QUERY_TIMEOUT_SECONDS)
                .lines()
                .filter(id -> !read.contains(id))
                .toList();
        if (!missed.isEmpty()) {
            throw new IOException("the walk missed " + missed.size() + " transfers, " + missed.get(0) + " first");
        }
    }
}
