package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.TransferQuery;

/** Requests that wait for a storage worker while all of them hang: row 13 after the queue timeout. */
class QueueTimeoutTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    private final ThreadPoolExecutor workers =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    private final NumberedTransfers stored = NumberedTransfers.plain(NumberedTransfers.MANY);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CapturedLog log = new CapturedLog();

    @AfterEach
    void close() {
        released.countDown();
        workers.shutdownNow();
        log.close();
    }

    @Test
    void whoWaitsTooLongForAWorkerIsRow13AndNeverReadsStorage() throws Exception {
        workers.execute(() -> Await.release(released));
        try (Edge edge = queueing(stored)) {
            List<RawClient> waiting = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                waiting.add(edge.client().send(Requests.list("?limit=2")));
            }
            for (RawClient client : waiting) {
                AnswerRules.assertFault(Fault.OVERLOADED, client.answer());
            }
            released.countDown();
            for (RawClient client : waiting) {
                Await.until("it is listed", () -> {
                    RawAnswer answer = client.send(Requests.list("?limit=2")).answer();
                    boolean answered = answer.status() == 200;
                    if (answered) {
                        AnswerRules.assertListing(2, answer);
                    }
                    return answered;
                });
                client.close();
            }
        }
        assertEquals(20, stored.pages(), "the work of refused requests was done all the same");
        assertEquals(1, log.lines().size(), () -> log.all().toString());
    }

    @Test
    void whoHasAWorkerMayTakeLonger() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        workers.prestartAllCoreThreads();
        TransferQuery slow = query -> {
            reading.countDown();
            Await.release(released);
            return stored.page(query);
        };
        try (Edge edge = queueing(slow);
                RawClient first = edge.client();
                RawClient second = edge.client()) {
            first.send(Requests.list("?limit=2"));
            Await.until("the worker reads", reading);
            second.send(Requests.list("?limit=2"));
            AnswerRules.assertFault(Fault.OVERLOADED, second.answer());
            released.countDown();
            AnswerRules.assertListing(2, first.answer());
        }
    }

    @Test
    void storageThatIsReadDirectlyIsNotTimed() throws Exception {
        TransferQuery slow = query -> {
            Await.pause(SHORT.multipliedBy(2));
            return stored.page(query);
        };
        try (Edge edge = Edge.with(slow)
                .limited(limits -> limits.withTimeouts(t -> t.withQueue(SHORT)))
                .start()) {
            AnswerRules.assertListing(2, edge.ask(Requests.list("?limit=2")));
        }
    }

    @Test
    void anAnswerWhoseNextPartFindsNoWorkerInTimeIsBroken() throws Exception {
        TransferQuery thenHanging = query -> {
            if (stored.pages() == 0) {
                workers.execute(() -> Await.release(released));
            }
            return stored.page(query);
        };
        try (Edge edge = Edge.with(thenHanging)
                        .storedOn(workers)
                        .stallingAfter(SHORT)
                        .start();
                RawClient client = edge.client()) {
            assertTrue(client.send(Requests.list("")).rest().reset());
        }
        assertEquals(1, log.lines().size(), () -> log.all().toString());
        assertTrue(log.lines().get(0).getMessage().contains("overloaded"), log.all()::toString);
    }

    private Edge queueing(TransferQuery query) throws Exception {
        return Edge.with(query)
                .storedOn(workers)
                .limited(limits -> limits.withTimeouts(t -> t.withQueue(SHORT)))
                .start();
    }
}
