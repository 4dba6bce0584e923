package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;

/** Use cases and ports that an embedder has decorated. */
class DecoratorTest {

    private static final int CLIENTS = 200;

    private final NumberedTransfers stored = NumberedTransfers.plain(1000);
    private final AtomicInteger counted = new AtomicInteger();

    @Test
    void aDecoratedUseCaseServesConcurrentRequests() throws Exception {
        assertServesConcurrentRequests(setup -> setup.decoratingList(list -> (project, request) -> {
            counted.incrementAndGet();
            return list.list(project, request);
        }));
    }

    @Test
    void aDecoratedStoragePortServesConcurrentRequests() throws Exception {
        assertServesConcurrentRequests(setup -> setup.decoratingPages(pages -> query -> {
            counted.incrementAndGet();
            return pages.page(query).thenApply(page -> page);
        }));
    }

    private void assertServesConcurrentRequests(UnaryOperator<Edge.Setup> decorated) throws Exception {
        List<RawClient> clients = new ArrayList<>();
        try (Edge edge = decorated.apply(Edge.with(stored).onWorkers(4)).start()) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(edge.client().send(Requests.list("?limit=" + (1 + i % 256))));
            }
            for (int i = 0; i < CLIENTS; i++) {
                ResponseRules.assertListing(1 + i % 256, clients.get(i).response());
            }
            assertEquals(CLIENTS, counted.get());
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void readsOfALongListingDoNotNest() throws Exception {
        NumberedTransfers many = NumberedTransfers.plain(NumberedTransfers.MANY);
        Queue<Integer> stackDepths = new ConcurrentLinkedQueue<>();
        try (Edge edge = Edge.reading(query -> {
                    stackDepths.add(new Throwable().getStackTrace().length);
                    return CompletableFuture.completedStage(many.page(query));
                })
                .start()) {
            ResponseRules.assertListing(NumberedTransfers.MANY, edge.send(Requests.list("")));
        }
        assertTrue(stackDepths.stream().allMatch(depth -> depth < 200), () -> "reads are nested: " + stackDepths);
    }
}
