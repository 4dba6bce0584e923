package org.volumetransfers.bootstrap.acceptance;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.testkit.SampleTransfers;

/**
 * Serves a given number of transfers in a process of its own, whose heap can be bounded. Reads commands from standard input,
 * one per line, until its end: {@code write} starts a writer, {@code hold} ends it, {@code heap} prints the bytes in use after
 * a collection, {@code files} the number of open files, and {@code aborted} how many responses were cut off. Each is answered
 * by one line.
 */
final class LargeListingServer {

    /** Their JSON is at least twice as large as the heap that the server has in addition to the transfers. */
    static final int TRANSFERS = AcceptanceSetup.amount(300_000, 1_000_000);

    static final String TRANSIENT = "transient";
    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(10);

    private static final int BATCH = 10_000;
    private static final int TRANSIENTS = 1000;

    private final Storage storage;
    private final int transfers;
    private final Thread writer = new Thread(this::write, "writer");
    private final AtomicInteger aborted = new AtomicInteger();
    private volatile boolean writing;

    private LargeListingServer(Storage storage, int transfers) {
        this.storage = storage;
        this.transfers = transfers;
    }

    public static void main(String[] args) throws Exception {
        Class<? extends Storage> storageClass = Class.forName(args[0]).asSubclass(Storage.class);
        try (Storage storage = storageClass.getDeclaredConstructor().newInstance()) {
            new LargeListingServer(storage, Integer.parseInt(args[1])).run();
        }
    }

    private void run() throws Exception {
        for (int from = 0; from < transfers; from += BATCH) {
            storage.add(IntStream.range(from, from + BATCH)
                    .mapToObj(i -> SampleTransfers.plain(AcceptanceSetup.P, i))
                    .toList());
        }
        try (Edge server = Edge.reading(storage.pages())
                .verifiedBy(token -> CompletableFuture.completedStage(AcceptanceSetup.memberOf(AcceptanceSetup.P)))
                .limited(limits -> limits.withTimeouts(t -> t.withIdle(IDLE_TIMEOUT)))
                .stallingAfter(STALL_TIMEOUT)
                .observedBy(request -> aborted.addAndGet(request.aborted() ? 1 : 0))
                .start()) {
            System.out.println(server.address().getPort());
            BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                execute(command);
            }
            writing = false;
            writer.join();
        }
    }

    private void execute(String command) throws InterruptedException {
        switch (command) {
            case "write" -> {
                writing = true;
                writer.start();
                System.out.println("writing");
            }
            case "hold" -> {
                writing = false;
                writer.join();
                System.out.println("holding");
            }
            case "heap" -> System.out.println(heap());
            case "aborted" -> System.out.println(aborted);
            case "files" -> System.out.println(files());
            default -> throw new IllegalArgumentException(command);
        }
    }

    /** Inserts and removes at random positions, as fast as possible. */
    private void write() {
        Random random = new Random(1);
        ArrayDeque<VolumeTransfer> present = new ArrayDeque<>();
        while (writing) {
            VolumeTransfer neighbour = SampleTransfers.plain(AcceptanceSetup.P, random.nextInt(transfers));
            VolumeTransfer added = new VolumeTransfer(
                    AcceptanceSetup.P,
                    new TransferId(new UUID(random.nextLong(), random.nextLong()).toString()),
                    TRANSIENT,
                    neighbour.volume(),
                    neighbour.createdAt().plusMillis(random.nextInt(1000)));
            storage.add(List.of(added));
            present.add(added);
            if (present.size() > TRANSIENTS) {
                storage.remove(present.remove());
            }
        }
        present.forEach(storage::remove);
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long files() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }
}
