package org.volumetransfers.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the report: measurements inserted into a template with hand-written text. */
final class Report {

    private static final Path TEMPLATE = Path.of("benchmarks/performance.template.md");

    private static final Map<String, String> UNDER_LOAD = new LinkedHashMap<>();
    private static final Map<String, String> STEPS = new LinkedHashMap<>();
    private static final Map<String, String> STARTS = new LinkedHashMap<>();
    private static final Map<String, String> FOOTPRINTS = new LinkedHashMap<>();

    static {
        UNDER_LOAD.put("bare", "bare Undertow sending finished bytes");
        UNDER_LOAD.put("memory", "volume-transfers, memory, by launcher");
        UNDER_LOAD.put("pgbench", "pgbench, prepared, one thread");
        UNDER_LOAD.put("postgres", "volume-transfers, PostgreSQL, by launcher");
        UNDER_LOAD.put("postgres-jar", "volume-transfers, PostgreSQL, java -Xmx512m -jar");
        UNDER_LOAD.put("quarkus", "Quarkus, REST and Hibernate");
        UNDER_LOAD.put("spring", "Spring Boot, MVC and Data JPA");

        STEPS.put("ParseBenchmark.query", "parse limit and offset");
        STEPS.put("ParseBenchmark.refusal", "refuse a limit, up to the body");
        STEPS.put("PageBenchmark.offsetZero", "memory, a million: first page of 100");
        STEPS.put("PageBenchmark.offsetOfLastPage", "memory, a million: last page of 100");
        STEPS.put("PageBenchmark.afterPosition", "memory, a million: 100 after a position");
        STEPS.put("JsonBenchmark.rows20", "JSON of 20 rows");
        STEPS.put("JsonBenchmark.rows256", "JSON of 256 rows, a full step");

        STARTS.put("start/bare", "bare Undertow, java -jar");
        STARTS.put("start/bare-archived", "bare Undertow, options of launcher, own archive");
        STARTS.put("start/jar", "volume-transfers, java -jar");
        STARTS.put("start/launcher", "volume-transfers, by launcher");
        STARTS.put("quarkus/start", "Quarkus on PostgreSQL");
        STARTS.put("postgres/start", "volume-transfers on PostgreSQL, by launcher");
        STARTS.put("postgres-jar/start", "volume-transfers on PostgreSQL, java -Xmx512m -jar");
        STARTS.put("spring/start", "Spring Boot on PostgreSQL");

        FOOTPRINTS.put("footprint/bare-small", "bare Undertow, SerialGC, 64 MB of heap");
        FOOTPRINTS.put("footprint/jar-small", "volume-transfers, SerialGC, 64 MB of heap");
        FOOTPRINTS.put("footprint/bare-launcher", "bare Undertow, options of launcher");
        FOOTPRINTS.put("footprint/memory-launcher", "volume-transfers, by launcher");
        FOOTPRINTS.put("footprint/bare", "bare Undertow, java -jar");
        FOOTPRINTS.put("footprint/jar", "volume-transfers, java -jar");
        FOOTPRINTS.put("quarkus/rss", "Quarkus after load");
        FOOTPRINTS.put("postgres/rss", "volume-transfers on PostgreSQL after load, launcher");
        FOOTPRINTS.put("postgres-jar/rss", "volume-transfers on PostgreSQL after load, java -jar");
        FOOTPRINTS.put("spring/rss", "Spring Boot after load");
    }

    private final Samples samples;
    private final Effort effort;
    private final List<String> machine;
    private final Path directory;

    /** Creates a report on samples, to be written to a directory. */
    Report(Samples samples, Effort effort, List<String> machine, Path directory) {
        this.samples = samples;
        this.effort = effort;
        this.machine = machine;
        this.directory = directory;
    }

    /** Writes the page, and charts and samples to a directory next to it. */
    void write() throws IOException {
        Path charts = Files.createDirectories(directory.resolve("performance"));
        chart(charts, "requests", loadChart("/c64/rps", "requests/s, 64 connections"));
        chart(charts, "latency", loadChart("/c64/p99", "p99, ms, 64 connections"));
        chart(charts, "start", chart("start to first 200, ms", STARTS));
        chart(charts, "memory", chart("resident memory, MB", FOOTPRINTS));
        chart(charts, "deep", deepChart());
        Files.writeString(charts.resolve("samples.csv"), samples.csv());
        String page = Files.readString(TEMPLATE)
                .replace(
                        "{{machine}}", machine.stream().map(line -> "- " + line).collect(Collectors.joining("\n")))
                .replace("{{effort}}", effort())
                .replace("{{figures}}", figures())
                .replace("{{load}}", load())
                .replace("{{steps}}", steps())
                .replace("{{deep}}", deep())
                .replace("{{long}}", longResponse())
                .replace("{{walk}}", walk())
                .replace("{{start}}", table("start to first 200, ms", STARTS))
                .replace("{{memory}}", table("resident memory, MB", FOOTPRINTS));
        Files.writeString(directory.resolve("performance.md"), page);
    }

    private String effort() {
        return effort.rounds() + " rounds, " + effort.warmUpSeconds() + " s of load to warm up and "
                + effort.loadSeconds() + " s measured for each number of connections; "
                + String.format("%,d", effort.deepRows() + effort.otherRows()) + " rows in PostgreSQL, "
                + String.format("%,d", effort.deepRows()) + " of them in one project";
    }

    private static void chart(Path charts, String name, BarChart chart) throws IOException {
        Files.writeString(charts.resolve(name + ".svg"), chart.svg());
    }

    private BarChart loadChart(String suffix, String title) {
        BarChart chart = new BarChart(title);
        UNDER_LOAD.forEach((name, label) -> chart.bar(label, samples.spread(name + suffix), isOurs(label)));
        return chart;
    }

    private BarChart chart(String title, Map<String, String> rows) {
        BarChart chart = new BarChart(title);
        rows.forEach((name, label) -> chart.bar(label, samples.spread(name), isOurs(label)));
        return chart;
    }

    private BarChart deepChart() {
        BarChart chart = new BarChart("a page of 100 from PostgreSQL, ms");
        List<Integer> depths = DeepPages.depths(effort.deepRows());
        for (int i = 0; i < depths.size(); i++) {
            String depth = String.format("%,d", depths.get(i));
            chart.bar("by offset " + depth, samples.spread("deep-offset/" + i), true);
            chart.bar("after " + depth + ", by position", samples.spread("deep-position/" + i), true);
        }
        return chart;
    }

    private static boolean isOurs(String label) {
        return label.startsWith("volume-transfers");
    }

    private String figures() {
        MarkdownTable table = new MarkdownTable("figure", "measured", "must reach", "stretch", "");
        for (Figure figure : Figure.all(samples)) {
            String goal = figure.higherIsBetter() ? "≥ " : "≤ ";
            table.row(
                    figure.what(),
                    MarkdownTable.cell(figure.measured()),
                    goal + Numbers.readable(figure.must()),
                    goal + Numbers.readable(figure.stretch()),
                    figure.verdict());
        }
        return table.toString();
    }

    private String load() {
        MarkdownTable table = new MarkdownTable(
                "", "requests/s, c=16", "p50, ms", "p99, ms", "requests/s, c=64", "p50, ms", "p99, ms");
        UNDER_LOAD.forEach((name, label) -> {
            if (samples.spread(name + "/c64/rps") != null) {
                table.row(Stream.concat(
                                Stream.of(label),
                                WholeServer.CONNECTIONS.stream()
                                        .flatMap(connections -> Stream.of("rps", "p50", "p99")
                                                .map(what -> cell(name + "/c" + connections + "/" + what))))
                        .toArray(String[]::new));
            }
        });
        return table.toString();
    }

    private String steps() {
        MarkdownTable table = new MarkdownTable("step", "ns", "bytes of garbage");
        STEPS.forEach((name, label) -> table.row(label, cell("step/" + name), cell("step-bytes/" + name)));
        return table.toString();
    }

    private String deep() {
        MarkdownTable table = new MarkdownTable("transfers before the page", "by offset, ms", "after a position, ms");
        List<Integer> depths = DeepPages.depths(effort.deepRows());
        for (int i = 0; i < depths.size(); i++) {
            table.row(String.format("%,d", depths.get(i)), cell("deep-offset/" + i), cell("deep-position/" + i));
        }
        return table.toString();
    }

    private String longResponse() {
        return new MarkdownTable("all of the large project in one response", "")
                .row("volume-transfers, s", cell("long/ours"))
                .row("psql copying to a pipe, s", cell("long/copy"))
                .row("extra heap of volume-transfers, MB", cell("long/heap"))
                .toString();
    }

    private String walk() {
        return new MarkdownTable("a walk over the large project by marker, during writes", "")
                .row("first pages, ms", cell("walk/first"))
                .row("last pages, ms", cell("walk/last"))
                .row("whole walk, s", cell("walk/seconds"))
                .row("transfers read per second", cell("walk/rows"))
                .row("transfers written per second", cell("walk/written"))
                .toString();
    }

    private String table(String what, Map<String, String> rows) {
        MarkdownTable table = new MarkdownTable("", what);
        rows.forEach((name, label) -> table.row(label, cell(name)));
        return table.toString();
    }

    private String cell(String name) {
        return MarkdownTable.cell(samples.spread(name));
    }
}
