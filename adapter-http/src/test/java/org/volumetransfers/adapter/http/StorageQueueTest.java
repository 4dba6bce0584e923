package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.volumetransfers.adapter.http.toolkit.Await;
import org.volumetransfers.adapter.http.toolkit.CapturedLog;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.KnownTokens;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;
import org.volumetransfers.application.blocking.PageWorkers;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.domain.error.BackendUnavailableException.Reason;

/** Storage that is read on workers: requests that are queued, and row 13 when the queue is full or the deadline missed. */
class StorageQueueTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    private final NumberedTransfers stored = NumberedTransfers.plain(NumberedTransfers.MANY);
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final AtomicInteger failed = new AtomicInteger();
    private final CapturedLog log = new CapturedLog();

    @AfterEach
    void close() {
        released.countDown();
        log.close();
    }

    /** Blocks its worker until the test releases it. */
    private TransferQuery blocking() {
        return query -> {
            reading.countDown();
            Await.release(released);
            return stored.page(query);
        };
    }

    /** Starts a server with one worker. */
    private Edge start(int queue, Duration deadline) throws IOException {
        return Edge.with(blocking())
                .onWorkers(new PageWorkers.Limits(1, queue, deadline))
                .decoratingPages(pages -> query -> {
                    var page = pages.page(query);
                    asked.incrementAndGet();
                    return page;
                })
                .start();
    }

    /** Sends a listing, and returns when storage has been asked for it. */
    private RawClient queued(Edge edge, String query) throws IOException {
        int before = asked.get();
        RawClient client = edge.client().send(Requests.list(query));
        Await.until("storage is asked", () -> asked.get() > before);
        return client;
    }

    @Test
    void aFullQueueIsRow13AfterAllOtherChecks() throws Exception {
        try (Edge edge = start(1, Await.BOUND);
                RawClient inFlight = queued(edge, "?limit=3")) {
            Await.until("the worker reads", reading);
            try (RawClient queued = queued(edge, "?limit=4");
                    RawClient client = edge.client()) {
                String list = Requests.LIST;
                assertFault(client, Fault.OVERLOADED, Requests.list(""));
                assertFault(client, Fault.NOT_FOUND, Requests.get(list + "s", Requests.TOKEN));
                assertFault(client, Fault.METHOD_NOT_ALLOWED, Requests.of("DELETE", list, Requests.TOKEN));
                assertFault(client, Fault.MALFORMED_URL, Requests.list("?x=%ff"));
                assertFault(client, Fault.UNAUTHENTICATED, Requests.get(list));
                assertFault(client, Fault.INVALID_PROJECT, Requests.get("/v2/a.b/os-volume-transfer", Requests.TOKEN));
                assertFault(client, Fault.UNAUTHENTICATED, Requests.get(list, "X-Auth-Token: unknown"));
                assertFault(client, Fault.INVALID_PROJECT, withToken(KnownTokens.OF_ANOTHER_PROJECT));
                assertFault(client, Fault.NO_ROLES, withToken(KnownTokens.WITHOUT_ROLES));
                assertFault(client, Fault.LIMIT_NOT_POSITIVE, Requests.list("?limit=0"));
                assertFault(client, Fault.MALFORMED_URL, Requests.list("?limit=1&limit=1"));
                assertFault(client, Fault.OFFSET_NOT_INTEGER, Requests.list("?offset=x"));
                assertFault(client, Fault.OFFSET_NOT_POSITIVE, Requests.list("?offset=0"));
                assertFault(client, Fault.OVERLOADED, Requests.list("?offset=999"));
                assertFault(client, Fault.OVERLOADED, Requests.list("?limit=1"));
                assertEquals(0, stored.pages());
                released.countDown();
                ResponseRules.assertListing(3, inFlight.response());
                ResponseRules.assertListing(4, queued.response());
                ResponseRules.assertListing(1, client.exchange(Requests.list("?limit=1")));
            }
        }
        assertEquals(
                1,
                log.lines().stream()
                        .filter(line -> line.getMessage().contains("overloaded"))
                        .count(),
                () -> log.all().toString());
    }

    private static String withToken(String token) {
        return Requests.get(Requests.LIST + "?limit=0", "X-Auth-Token: " + token);
    }

    private static void assertFault(RawClient client, Fault expected, String request) throws IOException {
        FaultRules.assertFault(expected, client.exchange(request));
    }

    @Test
    void aQueuedRequestIsRow13AfterTheDeadlineAndStorageIsNotRead() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        try (Edge edge = start(100, SHORT);
                RawClient inFlight = queued(edge, "?limit=3")) {
            Await.until("the worker reads", reading);
            for (int i = 0; i < 20; i++) {
                clients.add(queued(edge, "?limit=2"));
            }
            for (RawClient client : clients) {
                FaultRules.assertFault(Fault.OVERLOADED, client.response());
            }
            released.countDown();
            ResponseRules.assertListing(3, inFlight.response());
            for (RawClient client : clients) {
                ResponseRules.assertListing(2, client.exchange(Requests.list("?limit=2")));
                client.close();
            }
        }
        assertEquals(21, stored.pages(), "storage was read for refused requests");
        log.assertKinds(1);
    }

    @Test
    void queuedListingsGetTheirOwnResponses() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        try (Edge edge = start(100, Await.BOUND)) {
            for (int limit = 1; limit <= 10; limit++) {
                clients.add(queued(edge, "?limit=" + limit));
            }
            RawClient pastTheEnd = queued(edge, "?limit=2&offset=" + NumberedTransfers.MANY);
            RawClient far = queued(edge, "?limit=2&offset=1001");
            RawClient all = queued(edge, "");
            released.countDown();
            for (RawClient client : clients) {
                ResponseRules.assertListing(1 + clients.indexOf(client), client.response());
            }
            FaultRules.assertFault(Fault.OFFSET_PAST_THE_END, pastTheEnd.response());
            RawResponse farPage = far.response();
            assertEquals(
                    List.of("transfer 1001", "transfer 1002"),
                    farPage.json().get("transfers").findValuesAsText("name"));
            ResponseRules.assertListing(NumberedTransfers.MANY, all.response());
            clients.addAll(List.of(pastTheEnd, far, all));
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    /** Returns a server whose storage fails after the first page, until the test resets the failure. */
    private Edge.Setup failingAfterThePage(RuntimeException thrown) {
        AtomicBoolean begun = new AtomicBoolean();
        return Edge.with(stored).onWorkers(1).decoratingPages(pages -> query -> {
            RuntimeException now = failure.get();
            if (now != null) {
                failed.incrementAndGet();
                return CompletableFuture.failedStage(now);
            }
            if (begun.compareAndSet(false, true)) {
                failure.set(thrown);
            }
            return pages.page(query);
        });
    }

    private static BackendUnavailableException overload(Reason reason) {
        return new BackendUnavailableException(Backend.STORAGE, reason, "overloaded on purpose");
    }

    @ParameterizedTest
    @EnumSource(names = "FAILED", mode = EnumSource.Mode.EXCLUDE)
    void anOverloadWithinAResponseDelaysIt(Reason reason) throws Exception {
        try (Edge edge = failingAfterThePage(overload(reason)).start();
                RawClient client = edge.client()) {
            client.send(Requests.list(""));
            Await.until("storage has refused several times", () -> failed.get() >= 5);
            failure.set(null);
            ResponseRules.assertListing(NumberedTransfers.MANY, client.response());
            ResponseRules.assertListing(2, client.exchange(Requests.list("?limit=2")));
        }
        assertEquals(List.of(), log.lines());
    }

    @ParameterizedTest
    @EnumSource(names = "FAILED", mode = EnumSource.Mode.EXCLUDE)
    void anOverloadThatLastsCutsTheResponseOff(Reason reason) throws Exception {
        try (Edge edge = failingAfterThePage(overload(reason))
                        .stallingAfter(Duration.ofMillis(300))
                        .start();
                RawClient client = edge.client()) {
            assertTrue(client.send(Requests.list("")).rest().reset());
            failure.set(null);
            ResponseRules.assertListing(2, edge.send(Requests.list("?limit=2")));
        }
        log.assertKinds(1);
        assertTrue(
                log.lines().get(0).getMessage().contains("overloaded"),
                () -> log.all().toString());
    }

    @Test
    void anyOtherFailureWhileTheResponseIsDelayedCutsItOff() throws Exception {
        try (Edge edge = failingAfterThePage(overload(Reason.QUEUE_FULL)).start();
                RawClient client = edge.client()) {
            client.send(Requests.list(""));
            Await.until("storage has refused", () -> failed.get() > 0);
            failure.set(new IllegalStateException("broken on purpose"));
            assertTrue(client.rest().reset());
        }
    }
}
