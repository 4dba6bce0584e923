package org.volumetransfers.benchmarks;

import io.undertow.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Describes hardware and software of a run, without host names and paths. */
final class Machine {

    private static final Path PEERS = Path.of("benchmarks/peers");

    private Machine() {}

    /** Returns one line per property. */
    static List<String> described(@Nullable Postgres postgres, Load load, String loadBefore)
            throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        lines.add(Runtime.getRuntime().availableProcessors() + " processors (" + first("/proc/cpuinfo", "model name")
                + "), " + gigabytes() + " GB of memory, " + System.getProperty("os.name") + " "
                + System.getProperty("os.version"));
        lines.add(System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        lines.add(postgres == null ? "PostgreSQL: not installed, rows left out" : postgres.version());
        lines.add("Undertow " + Version.getVersionString());
        lines.add("Spring Boot "
                + version("spring", "spring-boot-starter-parent</artifactId>\\s*<version>([^<]+)")
                + ", Quarkus " + version("quarkus", "<quarkus.version>([^<]+)"));
        lines.add("load by " + load.generator() + ", on the same processors as the contenders");
        lines.add("load average before the run " + loadBefore + "; near 0 on an idle machine");
        return lines;
    }

    /** Returns the load average of the last minute: other load, if called before the run. */
    static String loadAverage() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    }

    private static String version(String peer, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern)
                .matcher(Files.readString(PEERS.resolve(peer).resolve("pom.xml")));
        return matcher.find() ? matcher.group(1) : "unknown";
    }

    private static String first(String file, String field) throws IOException {
        return Files.readString(Path.of(file))
                .lines()
                .filter(line -> line.startsWith(field))
                .map(line -> line.replaceFirst("[^:]*:\\s*", ""))
                .findFirst()
                .orElse("unknown");
    }

    private static long gigabytes() throws IOException {
        return Math.round(Double.parseDouble(first("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / (1024 * 1024));
    }
}
