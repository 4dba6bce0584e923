package org.volumetransfers.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Time from the start of the process to the first successful response, and memory after many requests. */
final class StartUp {

    /** Heap settings for comparing memory. */
    private static final String[] SMALL_HEAP = {"-XX:+UseSerialGC", "-Xmx64m"};

    private final Samples samples;
    private final Effort effort;
    private final Contenders contenders;
    private final Path directory;

    StartUp(Samples samples, Effort effort, Contenders contenders, Path directory) {
        this.samples = samples;
        this.effort = effort;
        this.contenders = contenders;
        this.directory = directory;
    }

    /** Measures the time to the first response of all contenders in turn. */
    void time() throws IOException, InterruptedException {
        String[] flags = flagsOfLauncher();
        String archive = directory.resolve("bare.jsa").toString();
        try (RunningContender training = RunningContender.start(
                contenders.bare("training", with(flags, "-XX:ArchiveClassesAtExit=" + archive)), directory)) {
            samples.add("archived/bare/trained", training.startMillis());
        }
        List<Contender> order = List.of(
                contenders.bare("bare"),
                contenders.bare("bare-archived", with(flags, "-XX:SharedArchiveFile=" + archive)),
                contenders.demo(),
                contenders.demoByLauncher());
        for (int round = 0; round < effort.starts(); round++) {
            for (Contender contender : order) {
                try (RunningContender running = RunningContender.start(contender, directory)) {
                    samples.add("start/" + contender.name(), running.startMillis());
                }
            }
        }
    }

    /** Measures memory after requests, with equal, default and launcher's heap settings. */
    void memory(Load load) throws IOException, InterruptedException {
        String[] flags = flagsOfLauncher();
        List<Contender> order = List.of(
                contenders.bare("bare-small", SMALL_HEAP),
                contenders.memory("jar-small", SMALL_HEAP),
                contenders.bare("bare-launcher", flags),
                contenders.memoryByLauncher("memory-launcher"),
                contenders.bare("bare"),
                contenders.memory("jar"));
        for (int round = 0; round < effort.footprints(); round++) {
            for (Contender contender : order) {
                try (RunningContender running = RunningContender.start(contender, directory)) {
                    load.requests(running, effort.requests());
                    samples.add("footprint/" + contender.name(), running.memory("VmRSS"));
                    samples.add("footprint-most/" + contender.name(), running.memory("VmHWM"));
                }
            }
        }
    }

    /** Returns the JVM options of the launcher without the class archive, which is created if it does not exist. */
    private String[] flagsOfLauncher() throws IOException, InterruptedException {
        try (RunningContender running = RunningContender.start(contenders.demoByLauncher(), directory)) {
            String[] command = Files.readString(Path.of("/proc/" + running.pid() + "/cmdline"))
                    .split("\0", -1);
            List<String> flags = new ArrayList<>();
            for (int i = 1; !command[i].equals("-jar"); i++) {
                if (!command[i].contains("SharedArchiveFile")) {
                    flags.add(command[i]);
                }
            }
            return flags.toArray(String[]::new);
        }
    }

    private static String[] with(String[] flags, String more) {
        List<String> all = new ArrayList<>(List.of(flags));
        all.add(more);
        return all.toArray(String[]::new);
    }
}
