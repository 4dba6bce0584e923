package org.volumetransfers.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** All transfers of the large project in one response, compared with psql copying the same columns to a pipe. */
final class LongResponse {

    private static final String COPY = "copy (select id, volume_id, name, created_at from volume_transfer where"
            + " project_id = '" + Rows.DEEP_PROJECT + "' and status = 'pending' order by created_at, id) to stdout";

    private LongResponse() {}

    static void run(Samples samples, Contender server, Postgres postgres, Effort effort, Path logs)
            throws IOException, InterruptedException {
        try (RunningContender running = RunningContender.start(server, logs)) {
            Contender deep = server.requesting(Rows.DEEP_PATH, Rows.DEEP_TOKEN);
            // The first response serves as warm-up, and for measuring the heap, which slows it down.
            samples.add("long/heap", heapDuring(running, deep));
            copy(postgres);
            for (int round = 0; round < effort.longResponses(); round++) {
                samples.add("long/ours", seconds(() -> receive(running, deep)));
                samples.add("long/copy", seconds(() -> copy(postgres)));
            }
        }
    }

    /** A timed operation. */
    private interface Work {
        void run() throws IOException;
    }

    private static double seconds(Work work) throws IOException {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void receive(RunningContender running, Contender requested) throws IOException {
        LastBytes last = new LastBytes();
        HttpGet.read(running.port(), requested.path(), requested.token(), last);
        if (!last.end.equals("0\r\n\r\n")) {
            throw new IOException("incomplete response");
        }
    }

    private static void copy(Postgres postgres) throws IOException {
        Process psql = new ProcessBuilder(postgres.client("psql", "-q", "-c", COPY))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        psql.getInputStream().transferTo(OutputStream.nullOutputStream());
        if (psql.onExit().join().exitValue() != 0) {
            throw new IOException("psql failed");
        }
    }

    /** Returns the maximum growth of the live heap during a response, in MB. */
    private static double heapDuring(RunningContender running, Contender requested)
            throws IOException, InterruptedException {
        HttpGet.status(running.port(), running.url().getPath() + "?limit=20", running.token());
        double before = liveMegabytes(running);
        CompletableFuture<Void> receiving = CompletableFuture.runAsync(() -> {
            try {
                receive(running, requested);
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
        double maximum = before;
        while (!receiving.isDone()) {
            maximum = Math.max(maximum, liveMegabytes(running));
        }
        receiving.join();
        return maximum - before;
    }

    /** Returns the size of the live heap: a class histogram collects garbage first. */
    private static double liveMegabytes(RunningContender running) throws IOException, InterruptedException {
        String histogram = Programs.run(
                List.of(
                        Programs.JAVA_BIN.resolve("jcmd").toString(),
                        String.valueOf(running.pid()),
                        "GC.class_histogram"),
                30);
        String total = histogram
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow(() -> new IOException("no total: " + histogram));
        return Double.parseDouble(total.strip().split("\\s+", -1)[2]) / (1024 * 1024);
    }

    /** Discards all bytes but the last five. */
    private static final class LastBytes extends OutputStream {
        private String end = "";

        @Override
        public void write(int octet) {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            int kept = Math.min(length, 5);
            String joined = end + new String(bytes, from + length - kept, kept, StandardCharsets.US_ASCII);
            end = joined.substring(Math.max(0, joined.length() - 5));
        }
    }
}
