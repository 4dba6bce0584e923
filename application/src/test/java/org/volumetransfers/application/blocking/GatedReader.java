package org.volumetransfers.application.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.volumetransfers.application.blocking.Queries.TIMEOUT_SECONDS;
import static org.volumetransfers.application.blocking.Queries.ask;
import static org.volumetransfers.application.blocking.Queries.quick;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.volumetransfers.application.blocking.PageWorkers.PageReader;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.VolumeId;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

/** Storage that notes each read, and blocks those of held queries until they are released or interrupted. */
final class GatedReader implements PageReader {

    private final BlockingQueue<List<PageQuery>> reads = new LinkedBlockingQueue<>();
    private final Map<PageQuery, Gate> gates = new ConcurrentHashMap<>();

    /** A read of a held query: whether it has started, and whether it may end. */
    private record Gate(CompletableFuture<Boolean> started, CountDownLatch released) {}

    PageQuery hold(PageQuery query) {
        gates.put(query, new Gate(new CompletableFuture<>(), new CountDownLatch(1)));
        return query;
    }

    CompletableFuture<Boolean> startOf(PageQuery held) {
        return gate(held).started();
    }

    /** Occupies one thread until the query is released. Repeats the query should it miss its deadline. */
    PageQuery occupyThread(PageWorkers workers, String project) throws Exception {
        PageQuery query = hold(quick(project, 100));
        CompletableFuture<Boolean> started = startOf(query);
        while (!started.isDone()) {
            CompletableFuture<Boolean> failed = ask(workers, query).handle((page, failure) -> false);
            CompletableFuture.anyOf(started, failed).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }
        assertNextRead(query);
        return query;
    }

    void release(PageQuery held) {
        gate(held).released().countDown();
    }

    private Gate gate(PageQuery held) {
        return Objects.requireNonNull(gates.get(held));
    }

    @Override
    public List<Supplier<TransferPage>> read(List<PageQuery> queries) {
        reads.add(queries);
        queries.forEach(this::pass);
        return queries.stream()
                .<Supplier<TransferPage>>map(query -> () -> pageOf(query))
                .toList();
    }

    private void pass(PageQuery query) {
        Gate gate = gates.get(query);
        if (gate == null) {
            return;
        }
        gate.started().complete(true);
        try {
            gate.released().await();
        } catch (InterruptedException e) {
            throw new BackendUnavailableException(Backend.STORAGE, "interrupted", e);
        }
    }

    /** Returns a page that tells which query it belongs to. */
    static TransferPage pageOf(PageQuery query) {
        VolumeTransfer transfer = new VolumeTransfer(
                query.project(), new TransferId(query.toString()), null, new VolumeId("v"), Instant.EPOCH);
        return new TransferPage(List.of(transfer), false);
    }

    /** Waits for the next read and checks what it reads. */
    void assertNextRead(PageQuery... queries) throws InterruptedException {
        assertEquals(List.of(queries), reads.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS));
    }

    void assertNoFurtherRead() {
        assertEquals(List.of(), List.copyOf(reads));
    }
}
