package org.volumetransfers.application.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.application.blocking.GatedReader.pageOf;
import static org.volumetransfers.application.blocking.OpenWorkers.NEVER;
import static org.volumetransfers.application.blocking.Queries.TIMEOUT_SECONDS;
import static org.volumetransfers.application.blocking.Queries.ask;
import static org.volumetransfers.application.blocking.Queries.askAll;
import static org.volumetransfers.application.blocking.Queries.failureOf;
import static org.volumetransfers.application.blocking.Queries.get;
import static org.volumetransfers.application.blocking.Queries.lookUp;
import static org.volumetransfers.application.blocking.Queries.quick;
import static org.volumetransfers.application.blocking.Queries.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.application.blocking.PageWorkers.Limits;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferPage;

/** The results, failures and threads of workers. */
class PageWorkersTest {

    private final GatedReader reader = new GatedReader();

    @RegisterExtension
    final OpenWorkers open = new OpenWorkers(reader);

    @Test
    void eachQueryGetsItsOwnPage() throws Exception {
        PageWorkers workers = open.workers(2);
        List<CompletableFuture<TransferPage>> pages =
                askAll(workers, quick("a", 1), quick("b", 1), walk("a", 1), quick("a", 2));
        assertEquals(pageOf(quick("a", 1)), get(pages.get(0)));
        assertEquals(pageOf(quick("b", 1)), get(pages.get(1)));
        assertEquals(pageOf(walk("a", 1)), get(pages.get(2)));
        assertEquals(pageOf(quick("a", 2)), get(pages.get(3)));
    }

    @Test
    void aReadThatFailsFailsItsBatchOnly() throws Exception {
        IllegalStateException failure = new IllegalStateException("on purpose");
        AtomicBoolean failing = new AtomicBoolean();
        PageWorkers workers = open.workers(1, 1_000, NEVER, 2, queries -> {
            List<Supplier<TransferPage>> pages = reader.read(queries);
            if (failing.getAndSet(false)) {
                throw failure;
            }
            return pages;
        });
        PageQuery first = reader.occupyThread(workers, "a");
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
        PageWorkers workers = open.workers(1, 1_000, NEVER, 2, queries -> {
            List<Supplier<TransferPage>> pages = new ArrayList<>(reader.read(queries));
            if (queries.size() == 2) {
                pages.set(0, () -> {
                    throw failure;
                });
            }
            return pages;
        });
        PageQuery first = reader.occupyThread(workers, "a");
        List<CompletableFuture<TransferPage>> pages = askAll(workers, quick("a", 1), quick("b", 1));
        reader.release(first);
        assertSame(failure, failureOf(pages.get(0)));
        assertEquals(pageOf(quick("b", 1)), get(pages.get(1)));
    }

    @Test
    void aReaderThatReturnsTooFewPagesFailsTheQueries() throws Exception {
        PageWorkers workers = open.workers(
                1, 1_000, NEVER, 1, queries -> queries.get(0).equals(quick("a", 1)) ? List.of() : reader.read(queries));
        assertInstanceOf(IllegalStateException.class, failureOf(ask(workers, quick("a", 1))));
        assertEquals(pageOf(quick("a", 2)), get(ask(workers, quick("a", 2))));
    }

    @Test
    void anInterruptLeftByAReaderReachesNeitherTheNextReadNorEndsTheThread() throws Exception {
        PageWorkers workers = open.workers(1, 1_000, NEVER, 1, queries -> {
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
        PageWorkers workers = open.workers(new Limits(2, 1_000, NEVER), 1, reader, task -> new Thread(task) {
            @Override
            public synchronized void start() {
                if (!starting.get()) {
                    throw outOfThreads;
                }
                super.start();
                open.threads.add(this);
            }
        });
        PageQuery first = reader.occupyThread(workers, "a");
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
        PageWorkers workers = open.workers(3);
        int sweeper = open.threads.size();
        for (int i = 1; i <= 20; i++) {
            List<CompletableFuture<TransferPage>> pages =
                    askAll(workers, quick("a", i), quick("b", i), quick("c", i), walk("d", i), quick("e", i));
            for (CompletableFuture<TransferPage> page : pages) {
                get(page);
            }
            assertTrue(open.threads.size() - sweeper <= 3, open.threads::toString);
        }
    }

    /** Any lost wake-up leaves a query without a page for good, since no deadline fails it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void underLoadEveryQueryGetsItsPageAndWalksAreReadOneAtATime(int threadCount) throws Exception {
        AtomicInteger walking = new AtomicInteger();
        AtomicInteger mostWalking = new AtomicInteger();
        PageWorkers workers = open.workers(threadCount, Integer.MAX_VALUE, NEVER, 4, queries -> {
            if (isWalk(queries.get(0))) {
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
        open.newThread(task).start();
    }

    private static boolean isWalk(PageQuery query) {
        return query.start().map(offset -> offset > Queued.SHORT_WALK, position -> false, marker -> false);
    }

    private static void askManyTimes(PageWorkers workers, String project) {
        try {
            for (int i = 1; i <= 2_000; i++) {
                List<CompletableFuture<TransferPage>> pages = i % 3 == 0
                        ? askAll(workers, walk(project, i))
                        : askAll(workers, quick(project, i), walk(project, i), quick(project, i));
                CompletableFuture<String> lookup = lookUp(workers, project, () -> project);
                for (CompletableFuture<TransferPage> page : pages) {
                    get(page);
                }
                assertEquals(project, get(lookup));
            }
        } catch (TimeoutException e) {
            throw new AssertionError("a query was forgotten", e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
