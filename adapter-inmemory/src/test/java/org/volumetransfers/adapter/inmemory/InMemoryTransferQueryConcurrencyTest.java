package org.volumetransfers.adapter.inmemory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.adapter.inmemory.Transfers.PROJECT;
import static org.volumetransfers.adapter.inmemory.Transfers.all;
import static org.volumetransfers.adapter.inmemory.Transfers.transfer;
import static org.volumetransfers.adapter.inmemory.Transfers.walk;
import static org.volumetransfers.adapter.inmemory.Transfers.walkByMarker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.VolumeTransfer;

@Timeout(120)
class InMemoryTransferQueryConcurrencyTest {

    private static final int WRITERS = 2;

    private final InMemoryTransferQuery query = new InMemoryTransferQuery();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger writing = new AtomicInteger(WRITERS);

    @AfterEach
    void endThreads() throws InterruptedException {
        threads.shutdownNow();
        assertTrue(threads.awaitTermination(1, TimeUnit.MINUTES));
    }

    /** Runs the tasks concurrently, and fails if one of them does. */
    private void together(Collection<? extends Callable<?>> tasks) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (Callable<?> task : tasks) {
            running.add(threads.submit(task));
        }
        for (Future<?> task : running) {
            task.get();
        }
    }

    /** Returns a task that reads at least once, and as long as there are writers. */
    private Callable<Integer> reading(Runnable read) {
        return () -> {
            int reads = 0;
            do {
                read.run();
                reads++;
            } while (writing.get() > 0);
            return reads;
        };
    }

    private Callable<Integer> writing(Runnable write) {
        return () -> {
            try {
                write.run();
            } finally {
                writing.decrementAndGet();
            }
            return 0;
        };
    }

    @Test
    void aWalkReadsEachTransferThatExistsThroughoutOnceAndInOrder() throws Exception {
        List<VolumeTransfer> lasting = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            lasting.add(transfer("lasting" + i, 10L * i));
        }
        query.putAll(lasting);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
            int writer = w;
            tasks.add(writing(() -> insertAndRemove(writer)));
            tasks.add(reading(() -> {
                List<VolumeTransfer> met = new ArrayList<>();
                walk(query, PROJECT, 256, page -> met.addAll(page.transfers()));
                assertInOrder(met);
                met.removeIf(transfer -> !transfer.id().value().startsWith("lasting"));
                assertEquals(lasting, met);
            }));
        }
        together(tasks);
        assertEquals(lasting, all(query, PROJECT));
    }

    @Test
    void aWalkByMarkerReadsEachTransferThatExistsThroughoutOnce() throws Exception {
        List<VolumeTransfer> lasting = Transfers.rising(0, 5_000);
        query.putAll(lasting);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
            int writer = w;
            tasks.add(writing(() -> insertAndEnd(writer)));
            tasks.add(reading(() -> {
                List<VolumeTransfer> met = new ArrayList<>();
                walkByMarker(query, PROJECT, 10, page -> met.addAll(page.transfers()));
                met.removeIf(transfer -> transfer.id().value().startsWith("passing"));
                assertEquals(lasting, met);
            }));
        }
        together(tasks);
    }

    /** Ends no more transfers than are remembered, since any of them may be a marker. */
    private void insertAndEnd(int writer) {
        Random random = new Random(writer);
        for (int i = 0; i < EndedTransfers.REMEMBERED / WRITERS; i++) {
            VolumeTransfer passing = transfer("passing" + writer + "-" + i, random.nextInt(5_000));
            query.put(passing);
            if (i % 2 == 0) {
                assertTrue(query.remove(PROJECT, passing.id()));
            } else {
                query.put(StoredTransfer.accepted(passing));
            }
        }
    }

    private void insertAndRemove(int writer) {
        Random random = new Random(writer);
        for (int round = 0; round < 10; round++) {
            List<TransferId> mine = new ArrayList<>();
            for (int i = 0; i < 3_000; i++) {
                // Some at adjacent positions, so that blocks are cut and joined; the others anywhere.
                long micros = i % 3 == 0 ? random.nextInt(200_000) : 20_000L * round + i;
                VolumeTransfer transfer = transfer("passing" + writer + "-" + i, micros);
                query.put(transfer);
                mine.add(transfer.id());
            }
            mine.forEach(id -> assertTrue(query.remove(PROJECT, id)));
        }
    }

    private static void assertInOrder(List<VolumeTransfer> transfers) {
        for (int i = 1; i < transfers.size(); i++) {
            assertTrue(TransferBlocks.ORDER.compare(transfers.get(i - 1), transfers.get(i)) < 0);
        }
    }

    @Test
    void onePageShowsOneState() throws Exception {
        query.putAll(generation(0));
        query.put(transfer("moving", 0));
        List<Callable<Integer>> tasks = new ArrayList<>();
        tasks.add(writing(() -> {
            for (int i = 1; i <= 3_000; i++) {
                query.put(transfer("moving", i % 2 == 0 ? 0 : 10_000));
            }
        }));
        tasks.add(writing(() -> {
            for (int i = 1; i <= 500; i++) {
                query.putAll(generation(i));
            }
        }));
        for (int reader = 0; reader < 2; reader++) {
            tasks.add(reading(() -> {
                List<VolumeTransfer> page = new ArrayList<>(all(query, PROJECT));
                assertInOrder(page);
                assertTrue(page.removeIf(transfer -> transfer.id().value().equals("moving")));
                assertEquals(2_500, page.size());
                assertEquals(
                        1, page.stream().map(VolumeTransfer::name).distinct().count());
            }));
        }
        together(tasks);
    }

    /** Returns the same transfers for each generation, but for its number in their names. */
    private static List<VolumeTransfer> generation(int generation) {
        List<VolumeTransfer> transfers = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            transfers.add(transfer(PROJECT, "g" + i, "generation " + generation, 1 + i));
        }
        return transfers;
    }

    @Test
    void noTransferIsLostInAProjectThatBecomesEmpty() throws Exception {
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            VolumeTransfer mine = transfer("mine" + i, i);
            tasks.add(() -> {
                for (int round = 0; round < 50_000; round++) {
                    query.put(mine);
                    assertTrue(all(query, PROJECT).contains(mine));
                    assertTrue(query.remove(PROJECT, mine.id()));
                    assertTrue(!all(query, PROJECT).contains(mine));
                }
                return 0;
            });
        }
        together(tasks);
        assertTrue(query.projects.isEmpty());
    }

    @Test
    void concurrentWritersOfAProjectLoseNothing() throws Exception {
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int w = 0; w < 4; w++) {
            int writer = w;
            tasks.add(() -> {
                Transfers.rising(0, 20_000).stream()
                        .skip(writer * 5_000L)
                        .limit(5_000)
                        .forEach(query::put);
                return 0;
            });
        }
        together(tasks);
        assertEquals(Transfers.rising(0, 20_000), all(query, PROJECT));
    }
}
