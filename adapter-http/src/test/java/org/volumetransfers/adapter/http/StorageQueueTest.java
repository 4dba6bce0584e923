package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.TransferQuery;

/** A bounded queue of workers for storage that blocks, and what happens when it is full: row 13. */
class StorageQueueTest {

    private final ThreadPoolExecutor workers =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));
    private final NumberedTransfers stored = NumberedTransfers.plain(NumberedTransfers.MANY);
    private final CapturedLog log = new CapturedLog();

    @AfterEach
    void close() {
        workers.shutdownNow();
        log.close();
    }

    @Test
    void aFullQueueIsRow13AfterAllOtherChecks() throws Exception {
        try (Edge edge = Edge.with(stored).storedOn(workers).start();
                RawClient client = edge.client()) {
            CountDownLatch released = fillQueue();
            String list = Requests.LIST;
            AnswerRules.assertFault(
                    Fault.OVERLOADED, client.send(Requests.list("")).answer());
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
            assertFault(client, Fault.OVERLOADED, Requests.list("?offset=99999"));
            assertFault(client, Fault.OVERLOADED, Requests.list("?limit=1"));
            assertEquals(0, stored.pages());
            released.countDown();
            Await.until(
                    "there is a place again",
                    () -> client.send(Requests.list("?limit=1")).answer().status() == 200);
        }
    }

    private static String withToken(String token) {
        return Requests.get(Requests.LIST + "?limit=0", "X-Auth-Token: " + token);
    }

    private static void assertFault(RawClient client, Fault expected, String request) throws IOException {
        AnswerRules.assertFault(expected, client.send(request).answer());
    }

    @Test
    void aFullQueueAmidAnAnswerDelaysIt() throws Exception {
        FullAtTimes executor = new FullAtTimes(workers);
        TransferQuery filling = fillingOnce(executor);
        try (Edge edge = Edge.with(filling).storedOn(executor).start();
                RawClient client = edge.client()) {
            client.send(Requests.list(""));
            Await.until("it was turned away several times", () -> executor.rejections.get() >= 5);
            executor.full.set(false);
            AnswerRules.assertListing(NumberedTransfers.MANY, client.answer());
            AnswerRules.assertListing(2, client.send(Requests.list("?limit=2")).answer());
        }
    }

    @Test
    void aQueueThatStaysFullAmidAnAnswerBreaksItInTheEnd() throws Exception {
        FullAtTimes executor = new FullAtTimes(workers);
        TransferQuery filling = fillingOnce(executor);
        try (Edge edge = Edge.with(filling)
                        .storedOn(executor)
                        .stallingAfter(Duration.ofMillis(300))
                        .start();
                RawClient client = edge.client()) {
            assertTrue(client.send(Requests.list("")).rest().reset());
            executor.full.set(false);
            AnswerRules.assertListing(2, edge.ask(Requests.list("?limit=2")));
        }
        assertEquals(1, log.lines().size(), () -> log.all().toString());
        assertTrue(
                log.lines().get(0).getMessage().contains("overloaded"),
                () -> log.all().toString());
    }

    @Test
    void workersThatFailToTakeAPartBreakTheAnswer() throws Exception {
        FullAtTimes executor = new FullAtTimes(workers);
        TransferQuery filling = fillingOnce(executor);
        try (Edge edge = Edge.with(filling).storedOn(executor).start();
                RawClient client = edge.client()) {
            client.send(Requests.list(""));
            Await.until("it was turned away", () -> executor.rejections.get() > 0);
            executor.broken.set(true);
            assertTrue(client.rest().reset());
        }
    }

    /** Storage that finds the queue full when it has read the first step of the first answer. */
    private TransferQuery fillingOnce(FullAtTimes executor) {
        return query -> {
            if (stored.pages() == 0) {
                executor.full.set(true);
            }
            return stored.page(query);
        };
    }

    /** Keeps the one worker and the one place in its queue taken until the latch is released. */
    private CountDownLatch fillQueue() throws InterruptedException {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(1);
        workers.execute(() -> {
            taken.countDown();
            Await.release(released);
        });
        Await.until("the worker is taken", taken);
        workers.execute(() -> Await.release(released));
        return released;
    }

    /** Turns work away while the test wants it to. */
    private static final class FullAtTimes implements Executor {

        final AtomicBoolean full = new AtomicBoolean();
        final AtomicBoolean broken = new AtomicBoolean();
        final AtomicInteger rejections = new AtomicInteger();
        private final Executor next;

        FullAtTimes(Executor next) {
            this.next = next;
        }

        @Override
        public void execute(Runnable task) {
            if (broken.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            if (full.get()) {
                rejections.incrementAndGet();
                throw new RejectedExecutionException();
            }
            next.execute(task);
        }
    }
}
