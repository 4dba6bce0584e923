package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.volumetransfers.adapter.http.toolkit.Await;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.KnownTokens;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;
import org.volumetransfers.application.blocking.PageWorkers;
import org.volumetransfers.application.service.BlockingTransferPages;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.TransferQuery;

/** Connections, requests, threads and the port when the server is closed. */
class ServerCloseTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    private Future<?> closing(Edge edge) {
        return threads.submit(edge::close);
    }

    private Future<?> closingAndRefusing(Edge edge) {
        Future<?> closing = closing(edge);
        Await.until("no connection is accepted", () -> !accepts(edge.address()));
        return closing;
    }

    private static void assertCloses(Future<?> closing) throws Exception {
        closing.get(Await.BOUND.toMillis(), TimeUnit.MILLISECONDS);
        Await.until(
                "all threads of the server have ended",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("volume-transfers")));
    }

    @Test
    void idleConnectionsAreClosedAtOnceAndThePortIsFree() throws Exception {
        Edge edge = Edge.with(NumberedTransfers.plain(3)).draining(LONG).start();
        InetSocketAddress address = edge.address();
        try (RawClient one = edge.client();
                RawClient other = edge.client()) {
            ResponseRules.assertListing(3, one.send(Requests.list("")).response());
            ResponseRules.assertListing(3, other.send(Requests.list("")).response());
            Future<?> closing = closing(edge);
            assertEquals("", one.rest().text());
            assertEquals("", other.rest().text());
            assertCloses(closing);
        }
        assertThrows(ConnectException.class, () -> RawClient.to(address));
        try (ServerSocket next = new ServerSocket(address.getPort(), 1, InetAddress.getLoopbackAddress())) {
            assertEquals(address.getPort(), next.getLocalPort());
        }
    }

    @Test
    void unusedConnectionsAreClosed() throws Exception {
        Edge edge = Edge.with(NumberedTransfers.plain(3)).draining(LONG).start();
        try (RawClient unused = edge.client()) {
            Future<?> closing = closing(edge);
            assertIsNothingOr(503, unused.rest().text());
            assertCloses(closing);
        }
    }

    @Test
    void aRequestSentDuringCloseGetsACompleteResponseOrNone() throws Exception {
        for (int i = 0; i < 20; i++) {
            Edge edge = Edge.with(NumberedTransfers.plain(3)).draining(LONG).start();
            try (RawClient client = edge.client()) {
                Future<?> closing = closing(edge);
                assertIsNothingOr(
                        200, client.sendLeniently(Requests.list("")).rest().text());
                assertCloses(closing);
            }
        }
    }

    /** The response may also be row 13, if the connection was accepted late. */
    private static void assertIsNothingOr(int status, String response) {
        if (!response.isEmpty()) {
            assertTrue(response.matches("(?s)HTTP/1\\.1 (" + status + "|503) .*\\}"), response);
        }
    }

    @Test
    void anUnusedServerClosesAndClosingItAgainHasNoEffect() throws Exception {
        Edge edge = Edge.with(NumberedTransfers.plain(3)).draining(LONG).start();
        assertCloses(closing(edge));
        assertCloses(closing(edge));
    }

    @Test
    void requestsInFlightGetTheirResponses() throws Exception {
        CountDownLatch queried = new CountDownLatch(2);
        CountDownLatch released = new CountDownLatch(1);
        Edge edge = Edge.with(waiting(queried, released))
                .onWorkers(4)
                .draining(LONG)
                .start();
        try (RawClient one = edge.client().send(Requests.list(""));
                RawClient other = edge.client().send(Requests.list(""))) {
            Await.until("storage is read", queried);
            Future<?> closing = closingAndRefusing(edge);
            assertFalse(closing.isDone());
            released.countDown();
            for (RawClient client : List.of(one, other)) {
                ResponseRules.assertListing(3, client.response());
                assertEquals("", client.rest().text());
            }
            assertCloses(closing);
        }
    }

    @Test
    void aRequestWhoseTokenIsBeingVerifiedGetsItsResponse() throws Exception {
        CompletableFuture<Caller> pending = new CompletableFuture<>();
        CountDownLatch verifying = new CountDownLatch(1);
        Edge edge = Edge.with(NumberedTransfers.plain(3))
                .verifiedBy(token -> {
                    verifying.countDown();
                    return pending;
                })
                .draining(LONG)
                .start();
        try (RawClient client = edge.client().send(Requests.list(""))) {
            Await.until("the token is being verified", verifying);
            Future<?> closing = closingAndRefusing(edge);
            pending.complete(KnownTokens.MEMBER);
            ResponseRules.assertListing(3, client.response());
            assertEquals("", client.rest().text());
            assertCloses(closing);
        }
    }

    @Test
    void aLongResponseIsCompleted() throws Exception {
        NumberedTransfers transfers = NumberedTransfers.plain(NumberedTransfers.MANY);
        Edge edge = Edge.with(transfers).onWorkers(4).draining(LONG).start();
        try (RawClient client = edge.clientWithSmallBuffer().send(Requests.list(""))) {
            Await.until("it is being read", () -> transfers.pages() > 0);
            Future<?> closing = closingAndRefusing(edge);
            ResponseRules.assertListing(NumberedTransfers.MANY, client.response());
            assertCloses(closing);
        }
    }

    @Test
    void anEndlessResponseIsCutOffAfterTheDrainTime() throws Exception {
        Edge edge = Edge.with(NumberedTransfers.endless())
                .onWorkers(4)
                .draining(SHORT)
                .start();
        try (RawClient stopped = edge.clientWithSmallBuffer().send(Requests.list(""));
                RawClient reading = edge.client().send(Requests.list(""))) {
            stopped.bytes(1);
            reading.bytes(1);
            Future<?> closing = closing(edge);
            assertTrue(reading.rest().reset());
            assertCloses(closing);
            assertTrue(stopped.rest().reset());
        }
    }

    @Test
    void storageThatNeverAnswersDoesNotPreventTheClose() throws Exception {
        CountDownLatch queried = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        List<Throwable> unforeseen = new CopyOnWriteArrayList<>();
        TransferQuery stored = waiting(queried, released);
        PageWorkers worker = BlockingTransferPages.onWorkers(stored, new PageWorkers.Limits(1, 10, Await.BOUND));
        Edge edge = Edge.reading(query -> worker.page(query).whenComplete((page, failure) -> read.countDown()))
                .onUnforeseen(unforeseen::add)
                .draining(SHORT)
                .start();
        try (RawClient client = edge.client().send(Requests.list(""))) {
            Await.until("storage is read", queried);
            assertCloses(closing(edge));
            assertTrue(client.rest().reset());
        }
        released.countDown();
        Await.until("storage has answered", read);
        worker.close();
        assertEquals(List.of(), unforeseen);
    }

    @Test
    void anotherServerCanBeStarted() throws Exception {
        for (int i = 0; i < 5; i++) {
            Edge edge = Edge.with(NumberedTransfers.plain(3)).draining(LONG).start();
            ResponseRules.assertListing(3, edge.send(Requests.list("")));
            assertCloses(closing(edge));
        }
    }

    private static TransferQuery waiting(CountDownLatch queried, CountDownLatch released) {
        NumberedTransfers stored = NumberedTransfers.plain(3);
        return query -> {
            queried.countDown();
            Await.release(released);
            return stored.page(query);
        };
    }

    private static boolean accepts(InetSocketAddress address) throws IOException {
        try {
            RawClient.to(address).close();
            return true;
        } catch (SocketException e) {
            return false;
        }
    }
}
