package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

/** Listings that wait for the one storage worker: they are read together, and answered each by itself. */
class FirstStepsTest {

    private static final int COUNT = 2000;

    private final ThreadPoolExecutor workers =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    private final List<Integer> together = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final CapturedLog log = new CapturedLog();

    @AfterEach
    void close() {
        released.countDown();
        workers.shutdownNow();
        log.close();
    }

    @Test
    void eachGetsItsOwnPage() throws Exception {
        List<String> asked = new ArrayList<>();
        for (int limit = 1; limit <= 10; limit++) {
            asked.add("?limit=" + limit);
        }
        List<RawAnswer> answers = answersOfAll(new Remembering(COUNT), asked);
        for (int i = 0; i < answers.size(); i++) {
            AnswerRules.assertListing(1 + i, answers.get(i));
        }
        assertEquals(List.of(4, 4, 2), together);
    }

    @Test
    void aRefusalIsNobodyElses() throws Exception {
        List<RawAnswer> answers =
                answersOfAll(new Remembering(10), List.of("?limit=3", "?limit=2&offset=10", "?limit=1"));
        AnswerRules.assertListing(3, answers.get(0));
        AnswerRules.assertFault(Fault.OFFSET_PAST_THE_END, answers.get(1));
        AnswerRules.assertListing(1, answers.get(2));
        assertEquals(List.of(3), together);
    }

    @Test
    void whoIsFarInIsReadAlone() throws Exception {
        List<RawAnswer> answers = answersOfAll(
                new Remembering(COUNT), List.of("?limit=3", "?limit=2&offset=1001", "?limit=1&offset=1000"));
        AnswerRules.assertListing(3, answers.get(0));
        assertEquals(
                List.of("transfer 1001", "transfer 1002"),
                answers.get(1).json().get("transfers").findValuesAsText("name"));
        assertEquals(
                List.of("transfer 1000"), answers.get(2).json().get("transfers").findValuesAsText("name"));
        assertEquals(List.of(2), together);
    }

    @Test
    void longAnswersGoOnByThemselves() throws Exception {
        List<RawAnswer> answers = answersOfAll(new Remembering(COUNT), List.of("", "?limit=300", ""));
        AnswerRules.assertListing(COUNT, answers.get(0));
        AnswerRules.assertListing(300, answers.get(1));
        AnswerRules.assertListing(COUNT, answers.get(2));
        assertEquals(List.of(3), together);
    }

    @Test
    void storageThatAnswersNoneIsAFaultOfEach() throws Exception {
        TransferQuery failing = new Remembering(COUNT) {
            @Override
            public List<Supplier<TransferPage>> pages(List<PageQuery> queries) {
                throw new BackendUnavailableException(Backend.STORAGE, "storage fails on purpose", null);
            }
        };
        List<RawAnswer> answers = answersOfAll(failing, List.of("", "?limit=1", "?limit=2", "?limit=3", "?limit=4"));
        for (RawAnswer answer : answers.subList(0, 4)) {
            AnswerRules.assertFault(Fault.STORAGE_UNAVAILABLE, answer);
        }
        AnswerRules.assertListing(4, answers.get(4));
    }

    /** Turns of those that were taken along would fill the queue under a load that never lets it run empty. */
    @Test
    void whoWasTakenAlongLeavesItsPlaceInTheQueue() throws Exception {
        ThreadPoolExecutor bounded = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(8));
        Semaphore permits = new Semaphore(0);
        TransferQuery permitted = new Remembering(COUNT) {
            @Override
            public List<Supplier<TransferPage>> pages(List<PageQuery> queries) {
                List<Supplier<TransferPage>> pages = super.pages(queries);
                permits.acquireUninterruptibly();
                return pages;
            }
        };
        bounded.execute(() -> Await.release(released));
        List<RawClient> clients = new ArrayList<>();
        try (Edge edge = patient(permitted, bounded)) {
            for (int i = 1; i <= 8; i++) {
                clients.add(edge.client().send(Requests.list("?limit=1")));
                int waiting = i;
                Await.until("it waits", () -> bounded.getQueue().size() == waiting);
            }
            released.countDown();
            permits.release();
            Await.until("the second four are being read", () -> together.size() == 2);
            for (int i = 1; i <= 4; i++) {
                clients.add(edge.client().send(Requests.list("?limit=1")));
                int waiting = 3 + i;
                Await.until("it waits as well", () -> bounded.getQueue().size() == waiting);
            }
            permits.release(2);
            for (RawClient client : clients) {
                AnswerRules.assertListing(1, client.answer());
                client.close();
            }
            assertEquals(List.of(4, 4, 4), together);
        } finally {
            permits.release(100);
            bounded.shutdownNow();
        }
    }

    @Test
    void whoCouldNotBeHandedOverIsNotReadByOthers() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        Executor atTimesBroken = task -> {
            if (broken.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            workers.execute(task);
        };
        workers.execute(() -> Await.release(released));
        try (Edge edge = patient(new Remembering(COUNT), atTimesBroken);
                RawClient first = edge.client();
                RawClient second = edge.client()) {
            first.send(Requests.list("?limit=1"));
            Await.until("it waits", () -> workers.getQueue().size() == 1);
            broken.set(true);
            AnswerRules.assertFault(
                    Fault.INTERNAL, second.send(Requests.list("?limit=2")).answer());
            broken.set(false);
            second.send(Requests.list("?limit=3"));
            Await.until("both wait", () -> workers.getQueue().size() == 2);
            released.countDown();
            AnswerRules.assertListing(1, first.answer());
            AnswerRules.assertListing(3, second.answer());
        }
        assertEquals(List.of(2), together);
    }

    /** A server whose requests wait for a worker as long as these tests take. */
    private static Edge patient(TransferQuery query, Executor workers) throws IOException {
        return Edge.with(query)
                .storedOn(workers)
                .limited(limits -> limits.withTimeouts(t -> t.withQueue(Await.BOUND)))
                .start();
    }

    /** Sends them while the worker is busy, and lets it go when all of them wait. */
    private List<RawAnswer> answersOfAll(TransferQuery query, List<String> asked) throws Exception {
        workers.execute(() -> Await.release(released));
        List<RawClient> clients = new ArrayList<>();
        List<RawAnswer> answers = new ArrayList<>();
        try (Edge edge = patient(query, workers)) {
            for (String parameters : asked) {
                clients.add(edge.client().send(Requests.list(parameters)));
                int waiting = clients.size();
                Await.until("it waits", () -> workers.getQueue().size() == waiting);
            }
            released.countDown();
            for (RawClient client : clients) {
                answers.add(client.answer());
                client.close();
            }
        }
        return answers;
    }

    /** Remembers how many pages are asked for at once. */
    private class Remembering implements TransferQuery {

        private final NumberedTransfers stored;

        Remembering(int count) {
            this.stored = NumberedTransfers.plain(count);
        }

        @Override
        public TransferPage page(PageQuery query) {
            return stored.page(query);
        }

        @Override
        public List<Supplier<TransferPage>> pages(List<PageQuery> queries) {
            together.add(queries.size());
            return TransferQuery.super.pages(queries);
        }

        @Override
        public int pagesAtOnce() {
            return 4;
        }
    }
}
