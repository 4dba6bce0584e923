package org.volumetransfers.application.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.application.blocking.GatedReader.pageOf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.application.blocking.PageWorkers.Limits;
import org.volumetransfers.application.blocking.PageWorkers.PageReader;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.domain.error.BackendUnavailableException.Reason;

// Longer than 250 lines: one class under test, whose topics share the reader and the ways to observe it.
class PageWorkersTest {

    private static final int TIMEOUT_SECONDS = 30;
    private static final Duration NEVER = Duration.ofDays(1);

    private final GatedReader reader = new GatedReader();
    private final Collection<Thread> threads = new ConcurrentLinkedQueue<>();
    private final List<PageWorkers> opened = new ArrayList<>();

    @AfterEach
    void closingLeavesNoThread() throws InterruptedException {
        opened.forEach(PageWorkers::close);
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
            assertFalse(thread.isAlive(), thread::getName);
        }
    }

    private PageWorkers workers(int threadCount, int queue, Duration deadline, int maxBatch, PageReader pageReader) {
        PageWorkers workers =
                new PageWorkers(new Limits(threadCount, queue, deadline), maxBatch, pageReader, this::newThread);
        opened.add(workers);
        return workers;
    }

    private Thread newThread(Runnable task) {
        Thread thread = new Thread(task);
        threads.add(thread);
        return thread;
    }

    /** Workers that fail no query for its time in the queue, nor for the length of the queue, and read one at a time. */
    private PageWorkers workers(int threadCount) {
        return workers(threadCount, 1_000, NEVER, 1, reader);
    }

    /** Returns a query that skips few transfers, with its limit as its number in the project. */
    private static PageQuery quick(String project, int number) {
        return PageQuery.atOffset(new ProjectId(project), PageQueue.SHORT_WALK, number);
    }

    private static PageQuery walk(String project, int number) {
        return PageQuery.atOffset(new ProjectId(project), PageQueue.SHORT_WALK + 1, number);
    }

    private static CompletableFuture<TransferPage> ask(PageWorkers workers, PageQuery query) {
        return workers.page(query).toCompletableFuture();
    }

    private static List<CompletableFuture<TransferPage>> askAll(PageWorkers workers, PageQuery... queries) {
        return List.of(queries).stream().map(query -> ask(workers, query)).toList();
    }

    private static TransferPage get(CompletableFuture<TransferPage> page) throws Exception {
        return page.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private static Throwable failureOf(CompletableFuture<TransferPage> page) {
        return Objects.requireNonNull(
                assertThrows(ExecutionException.class, () -> get(page)).getCause());
    }

    private static void assertUnavailable(Reason reason, CompletableFuture<TransferPage> page) {
        BackendUnavailableException failure = assertInstanceOf(BackendUnavailableException.class, failureOf(page));
        assertEquals(reason, failure.reason());
        assertEquals(Backend.STORAGE, failure.backend());
    }

    /** Occupies one thread until the query is released. Repeats the query should it miss its deadline. */
    private PageQuery occupyThread(PageWorkers workers, String project) throws Exception {
        PageQuery query = reader.hold(quick(project, 100));
        CompletableFuture<Boolean> started = reader.startOf(query);
        while (!started.isDone()) {
            CompletableFuture<Boolean> failed = ask(workers, query).handle((page, failure) -> false);
            CompletableFuture.anyOf(started, failed).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }
        reader.assertNextRead(query);
        return query;
    }

    @Test
    void eachQueryGetsItsOwnPage() throws Exception {
        PageWorkers workers = workers(2);
        List<CompletableFuture<TransferPage>> pages =
                askAll(workers, quick("a", 1), quick("b", 1), walk("a", 1), quick("a", 2));
        assertEquals(pageOf(quick("a", 1)), get(pages.get(0)));
        assertEquals(pageOf(quick("b", 1)), get(pages.get(1)));
        assertEquals(pageOf(walk("a", 1)), get(pages.get(2)));
        assertEquals(pageOf(quick("a", 2)), get(pages.get(3)));
    }

    @Test
    void projectsTakeTurnsAndEachKeepsItsOrder() throws Exception {
        PageWorkers workers = workers(1);
        PageQuery first = occupyThread(workers, "a");
        askAll(workers, quick("a", 1), quick("a", 2), quick("a", 3), quick("b", 1), quick("c", 1), quick("c", 2));
        reader.release(first);
        reader.assertNextRead(quick("a", 1));
        reader.assertNextRead(quick("b", 1));
        reader.assertNextRead(quick("c", 1));
        reader.assertNextRead(quick("a", 2));
        reader.assertNextRead(quick("c", 2));
        reader.assertNextRead(quick("a", 3));
    }

    @Test
    void projectsTakeTurnsInWalksAsWell() throws Exception {
        PageWorkers workers = workers(1);
        PageQuery first = occupyThread(workers, "a");
        askAll(workers, walk("a", 1), walk("a", 2), walk("b", 1));
        reader.release(first);
        reader.assertNextRead(walk("a", 1));
        reader.assertNextRead(walk("b", 1));
        reader.assertNextRead(walk("a", 2));
    }

    @Test
    void oneThreadServesWalksWhileOthersGoOnWithQuickQueries() throws Exception {
        PageWorkers workers = workers(3);
        workers.page(reader.hold(walk("a", 1)));
        reader.assertNextRead(walk("a", 1));
        CompletableFuture<TransferPage> secondWalk = ask(workers, reader.hold(walk("b", 1)));
        for (int i = 1; i <= 10; i++) {
            assertEquals(pageOf(quick("b", i)), get(ask(workers, quick("b", i))));
            reader.assertNextRead(quick("b", i));
        }
        reader.assertNoFurtherRead();
        reader.release(walk("a", 1));
        reader.assertNextRead(walk("b", 1));
        reader.release(walk("b", 1));
        assertEquals(pageOf(walk("b", 1)), get(secondWalk));
    }

    @Test
    void aSingleThreadAlternatesBetweenWalksAndQuickQueries() throws Exception {
        PageWorkers workers = workers(1);
        PageQuery first = occupyThread(workers, "a");
        askAll(workers, walk("a", 1), walk("a", 2), walk("a", 3), quick("b", 1), quick("b", 2));
        reader.release(first);
        reader.assertNextRead(walk("a", 1));
        reader.assertNextRead(quick("b", 1));
        reader.assertNextRead(walk("a", 2));
        reader.assertNextRead(quick("b", 2));
        reader.assertNextRead(walk("a", 3));
    }

    /** The thread that has read a walk also runs what depends on its page, which may take long. */
    @Test
    void theNextWalkDoesNotWaitForDependentsOfTheOneBefore() throws Exception {
        PageWorkers workers = workers(2);
        CountDownLatch secondIsRead = new CountDownLatch(1);
        CompletableFuture<Boolean> firstDependent =
                ask(workers, reader.hold(walk("a", 1))).thenApply(page -> await(secondIsRead));
        reader.assertNextRead(walk("a", 1));
        CompletableFuture<TransferPage> second = ask(workers, walk("b", 1));
        reader.release(walk("a", 1));
        assertEquals(pageOf(walk("b", 1)), get(second));
        secondIsRead.countDown();
        assertTrue(firstDependent.get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void queuedQueriesAreReadInBatchesAcrossProjects() throws Exception {
        PageWorkers workers = workers(1, 1_000, NEVER, 3, reader);
        PageQuery first = occupyThread(workers, "a");
        List<CompletableFuture<TransferPage>> pages =
                askAll(workers, quick("a", 1), quick("a", 2), quick("b", 1), quick("c", 1), quick("b", 2));
        reader.release(first);
        reader.assertNextRead(quick("a", 1), quick("b", 1), quick("c", 1));
        reader.assertNextRead(quick("a", 2), quick("b", 2));
        assertEquals(pageOf(quick("a", 2)), get(pages.get(1)));
        assertEquals(pageOf(quick("c", 1)), get(pages.get(3)));
    }

    @Test
    void aLoneQueryIsNotDelayedForABatch() throws Exception {
        PageWorkers workers = workers(1, 1_000, NEVER, 8, reader);
        for (int i = 1; i <= 3; i++) {
            assertEquals(pageOf(quick("a", i)), get(ask(workers, quick("a", i))));
            reader.assertNextRead(quick("a", i));
        }
    }

    @Test
    void walksAreNeverBatched() throws Exception {
        PageWorkers workers = workers(1, 1_000, NEVER, 8, reader);
        PageQuery first = occupyThread(workers, "a");
        askAll(workers, walk("a", 1), walk("b", 1));
        reader.release(first);
        reader.assertNextRead(walk("a", 1));
        reader.assertNextRead(walk("b", 1));
    }

    @Test
    void ifTheQueueIsFullTheProjectWithMostQueuedLosesItsLatest() throws Exception {
        PageWorkers workers = workers(1, 3, NEVER, 1, reader);
        PageQuery first = occupyThread(workers, "a");
        List<CompletableFuture<TransferPage>> ofA = askAll(workers, quick("a", 1), quick("a", 2), quick("a", 3));
        CompletableFuture<TransferPage> ofB = ask(workers, quick("b", 1));
        assertUnavailable(Reason.QUEUE_FULL, ofA.get(2));
        reader.release(first);
        reader.assertNextRead(quick("a", 1));
        reader.assertNextRead(quick("b", 1));
        reader.assertNextRead(quick("a", 2));
        assertEquals(pageOf(quick("b", 1)), get(ofB));
    }

    @Test
    void ifTheQueueIsFullQueuedWalksMakeRoomAsWell() throws Exception {
        PageWorkers workers = workers(1, 3, NEVER, 1, reader);
        PageQuery first = occupyThread(workers, "a");
        List<CompletableFuture<TransferPage>> walks = askAll(workers, walk("a", 1), walk("a", 2), walk("a", 3));
        CompletableFuture<TransferPage> ofB = ask(workers, quick("b", 1));
        assertUnavailable(Reason.QUEUE_FULL, walks.get(2));
        reader.release(first);
        assertEquals(pageOf(quick("b", 1)), get(ofB));
    }

    @Test
    void ifTheQueueIsFullAndNoProjectHasMoreThanTheNewQueryItIsRejected() throws Exception {
        PageWorkers workers = workers(1, 3, NEVER, 1, reader);
        PageQuery first = occupyThread(workers, "a");
        List<CompletableFuture<TransferPage>> queued = askAll(workers, quick("a", 1), quick("b", 1), quick("c", 1));
        assertUnavailable(Reason.QUEUE_FULL, ask(workers, quick("d", 1)));
        assertUnavailable(Reason.QUEUE_FULL, ask(workers, quick("a", 2)));
        assertUnavailable(Reason.QUEUE_FULL, ask(workers, walk("b", 2)));
        reader.release(first);
        assertEquals(pageOf(quick("a", 1)), get(queued.get(0)));
        assertEquals(pageOf(quick("b", 1)), get(queued.get(1)));
        assertEquals(pageOf(quick("c", 1)), get(queued.get(2)));
    }

    @Test
    void aQueryMissesItsDeadlineWhileAllThreadsHang() throws Exception {
        PageWorkers workers = workers(2, 1_000, Duration.ofMillis(20), 1, reader);
        PageQuery first = occupyThread(workers, "a");
        PageQuery second = occupyThread(workers, "b");
        assertUnavailable(Reason.DEADLINE_MISSED, ask(workers, quick("c", 1)));
        assertUnavailable(Reason.DEADLINE_MISSED, ask(workers, walk("c", 1)));
        reader.release(first);
        reader.release(second);
        reader.assertNoFurtherRead();
    }

    @Test
    void closeFailsQueuedQueriesAndInterruptsReads() throws Exception {
        PageWorkers workers = workers(1);
        CompletableFuture<TransferPage> inFlight = ask(workers, reader.hold(quick("a", 1)));
        reader.assertNextRead(quick("a", 1));
        List<CompletableFuture<TransferPage>> queued = askAll(workers, quick("a", 2), walk("b", 1));
        workers.close();
        assertUnavailable(Reason.FAILED, queued.get(0));
        assertUnavailable(Reason.FAILED, queued.get(1));
        assertInstanceOf(InterruptedException.class, failureOf(inFlight).getCause());
        reader.assertNoFurtherRead();
    }

    @Test
    void queriesAfterCloseFailAtOnceAndCloseMayBeRepeated() {
        PageWorkers workers = workers(1);
        workers.close();
        workers.close();
        CompletableFuture<TransferPage> page = ask(workers, quick("a", 1));
        assertTrue(page.isCompletedExceptionally());
        assertUnavailable(Reason.FAILED, page);
    }

    @Test
    void aReadThatFailsFailsItsBatchOnly() throws Exception {
        IllegalStateException failure = new IllegalStateException("on purpose");
        AtomicBoolean failing = new AtomicBoolean();
        PageWorkers workers = workers(1, 1_000, NEVER, 2, queries -> {
            List<Supplier<TransferPage>> pages = reader.read(queries);
            if (failing.getAndSet(false)) {
                throw failure;
            }
            return pages;
        });
        PageQuery first = occupyThread(workers, "a");
        List<CompletableFuture<TransferPage>> pages = askAll(workers, walk("a", 1), quick("a", 1), quick("b", 1));
        CompletableFuture<TransferPage> later = ask(workers, quick("c", 1));
        CompletableFuture<Void> arming = pages.get(0).thenRun(() -> failing.set(true));
        reader.release(first);
        assertSame(failure, failureOf(pages.get(1)));
        assertSame(failure, failureOf(pages.get(2)));
        assertTrue(arming.isDone());
        assertEquals(pageOf(quick("c", 1)), get(later));
    }

    @Test
    void aPageThatFailsLeavesTheOthersOfItsBatchAlone() throws Exception {
        Error failure = new StackOverflowError("on purpose");
        PageWorkers workers = workers(1, 1_000, NEVER, 2, queries -> {
            List<Supplier<TransferPage>> pages = new ArrayList<>(reader.read(queries));
            if (queries.size() == 2) {
                pages.set(0, () -> {
                    throw failure;
                });
            }
            return pages;
        });
        PageQuery first = occupyThread(workers, "a");
        List<CompletableFuture<TransferPage>> pages = askAll(workers, quick("a", 1), quick("b", 1));
        reader.release(first);
        assertSame(failure, failureOf(pages.get(0)));
        assertEquals(pageOf(quick("b", 1)), get(pages.get(1)));
    }

    @Test
    void aReaderThatReturnsTooFewPagesFailsTheQueries() throws Exception {
        PageWorkers workers = workers(
                1, 1_000, NEVER, 1, queries -> queries.get(0).equals(quick("a", 1)) ? List.of() : reader.read(queries));
        assertInstanceOf(IllegalStateException.class, failureOf(ask(workers, quick("a", 1))));
        assertEquals(pageOf(quick("a", 2)), get(ask(workers, quick("a", 2))));
    }

    @Test
    void anInterruptLeftByAReaderReachesNeitherTheNextReadNorEndsTheThread() throws Exception {
        PageWorkers workers = workers(1, 1_000, NEVER, 1, queries -> {
            List<Supplier<TransferPage>> pages = reader.read(queries);
            Thread.currentThread().interrupt();
            return pages;
        });
        for (int i = 1; i <= 5; i++) {
            CompletableFuture<TransferPage> page = ask(workers, reader.hold(quick("a", i)));
            reader.assertNextRead(quick("a", i));
            reader.release(quick("a", i));
            assertEquals(pageOf(quick("a", i)), get(page));
        }
    }

    @Test
    void aThreadThatCannotBeStartedFailsItsOwnQueryOnly() throws Exception {
        OutOfMemoryError outOfThreads = new OutOfMemoryError("unable to create native thread, on purpose");
        AtomicBoolean starting = new AtomicBoolean(true);
        PageWorkers workers = new PageWorkers(new Limits(2, 1_000, NEVER), 1, reader, task -> new Thread(task) {
            @Override
            public synchronized void start() {
                if (!starting.get()) {
                    throw outOfThreads;
                }
                super.start();
                threads.add(this);
            }
        });
        opened.add(workers);
        PageQuery first = occupyThread(workers, "a");
        starting.set(false);
        CompletableFuture<TransferPage> refused = ask(workers, quick("a", 1));
        assertSame(outOfThreads, failureOf(refused));
        starting.set(true);
        CompletableFuture<TransferPage> later = ask(workers, quick("a", 2));
        assertEquals(pageOf(quick("a", 2)), get(later));
        reader.assertNextRead(quick("a", 2));
        reader.release(first);
        reader.assertNoFurtherRead();
    }

    @Test
    void threadsAreStartedOnDemandUpToTheLimitAndReused() throws Exception {
        PageWorkers workers = workers(3);
        int sweeper = threads.size();
        for (int i = 1; i <= 20; i++) {
            List<CompletableFuture<TransferPage>> pages =
                    askAll(workers, quick("a", i), quick("b", i), quick("c", i), walk("d", i), quick("e", i));
            for (CompletableFuture<TransferPage> page : pages) {
                get(page);
            }
            assertTrue(threads.size() - sweeper <= 3, threads::toString);
        }
    }

    /** Any lost wake-up leaves a query without a page for good, since no deadline fails it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void underLoadEveryQueryGetsItsPageAndWalksAreReadOneAtATime(int threadCount) throws Exception {
        AtomicInteger walking = new AtomicInteger();
        AtomicInteger mostWalking = new AtomicInteger();
        PageWorkers workers = workers(threadCount, Integer.MAX_VALUE, NEVER, 4, queries -> {
            boolean isWalk =
                    queries.get(0).start().<Boolean>map(offset -> offset > PageQueue.SHORT_WALK, after -> false);
            if (isWalk) {
                mostWalking.accumulateAndGet(walking.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                walking.decrementAndGet();
            }
            return queries.stream()
                    .<Supplier<TransferPage>>map(query -> () -> pageOf(query))
                    .toList();
        });
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            String project = "project-" + caller;
            callers.add(CompletableFuture.runAsync(() -> askManyTimes(workers, project), this::start));
        }
        for (CompletableFuture<Void> caller : callers) {
            caller.get(4 * TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }
        assertEquals(1, mostWalking.get());
    }

    private void start(Runnable task) {
        newThread(task).start();
    }

    private static void askManyTimes(PageWorkers workers, String project) {
        try {
            for (int i = 1; i <= 2_000; i++) {
                List<CompletableFuture<TransferPage>> pages = i % 3 == 0
                        ? askAll(workers, walk(project, i))
                        : askAll(workers, quick(project, i), walk(project, i), quick(project, i));
                for (CompletableFuture<TransferPage> page : pages) {
                    get(page);
                }
            }
        } catch (TimeoutException e) {
            throw new AssertionError("a query was forgotten", e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
