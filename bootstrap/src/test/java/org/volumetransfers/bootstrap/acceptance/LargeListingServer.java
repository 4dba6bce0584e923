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
import java.util.stream.IntStream;
import org.volumetransfers.adapter.http.HttpConfig;
import org.volumetransfers.adapter.http.TransferHttpServer;
import org.volumetransfers.adapter.http.UseCases;
import org.volumetransfers.adapter.http.engine.HttpLimits;
import org.volumetransfers.application.service.AuthenticateCallerService;
import org.volumetransfers.application.service.ListVolumeTransfersService;
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.testkit.SampleTransfers;

/**
 * A process of its own that serves a million transfers, or as many as it is told, so that its heap can be bounded. Takes
 * orders as lines on its standard input, and ends with it: {@code write} starts a writer, {@code hold} ends it,
 * {@code state} prints bytes of heap in use and open files.
 */
final class LargeListingServer {

    static final int TRANSFERS = 1_000_000;
    static final String TRANSIENT = "here for a moment";
    static final Duration STALL_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(10);

    private static final int BATCH = 10_000;
    private static final int TRANSIENTS = 1000;

    private final Storage storage;
    private final Thread writer = new Thread(this::write, "writer");
    private volatile boolean writing;

    private LargeListingServer(Storage storage) {
        this.storage = storage;
    }

    public static void main(String[] args) throws Exception {
        Class<? extends Storage> storageClass = Class.forName(args[0]).asSubclass(Storage.class);
        try (Storage storage = storageClass.getDeclaredConstructor().newInstance()) {
            new LargeListingServer(storage).run(Integer.parseInt(args[1]));
        }
    }

    private void run(int transfers) throws Exception {
        for (int from = 0; from < transfers; from += BATCH) {
            storage.add(IntStream.range(from, from + BATCH)
                    .mapToObj(i -> SampleTransfers.plain(Served.P, i))
                    .toList());
        }
        HttpConfig config = HttpConfig.listeningOn("127.0.0.1", 0)
                .withLimits(HttpLimits.DEFAULT.withTimeouts(
                        t -> t.withIdle(IDLE_TIMEOUT).withStall(256, STALL_TIMEOUT)));
        UseCases useCases = UseCases.authenticatedBy(new AuthenticateCallerService(
                        token -> CompletableFuture.completedStage(Served.memberOf(Served.P))))
                .withList(new ListVolumeTransfersService(storage.pages(), PagingRule.DOCUMENTED));
        try (TransferHttpServer server =
                TransferHttpServer.builder(config, useCases).start()) {
            System.out.println(server.address().getPort());
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                obey(order);
            }
            writing = false;
            writer.join();
        }
    }

    private void obey(String order) throws InterruptedException {
        switch (order) {
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
            case "state" -> System.out.println(state());
            default -> throw new IllegalArgumentException(order);
        }
    }

    /** Inserts and removes at random places, as fast as it goes. */
    private void write() {
        Random random = new Random(1);
        ArrayDeque<VolumeTransfer> there = new ArrayDeque<>();
        while (writing) {
            VolumeTransfer neighbour = SampleTransfers.plain(Served.P, random.nextInt(TRANSFERS));
            VolumeTransfer added = new VolumeTransfer(
                    Served.P,
                    new TransferId(new UUID(random.nextLong(), random.nextLong()).toString()),
                    TRANSIENT,
                    neighbour.volume(),
                    neighbour.createdAt().plusMillis(random.nextInt(1000)));
            storage.add(List.of(added));
            there.add(added);
            if (there.size() > TRANSIENTS) {
                storage.remove(there.remove());
            }
        }
        there.forEach(storage::remove);
    }

    private static String state() {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
        return heap + " " + files;
    }
}
