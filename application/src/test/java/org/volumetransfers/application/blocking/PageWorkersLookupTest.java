package org.volumetransfers.application.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.application.blocking.GatedReader.pageOf;
import static org.volumetransfers.application.blocking.OpenWorkers.NEVER;
import static org.volumetransfers.application.blocking.Queries.TIMEOUT_SECONDS;
import static org.volumetransfers.application.blocking.Queries.ask;
import static org.volumetransfers.application.blocking.Queries.assertUnavailable;
import static org.volumetransfers.application.blocking.Queries.await;
import static org.volumetransfers.application.blocking.Queries.failureOf;
import static org.volumetransfers.application.blocking.Queries.get;
import static org.volumetransfers.application.blocking.Queries.lookUp;
import static org.volumetransfers.application.blocking.Queries.quick;
import static org.volumetransfers.application.blocking.Queries.walk;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.error.BackendUnavailableException.Reason;

/** Reads of anything but pages. */
class PageWorkersLookupTest {

    private final GatedReader reader = new GatedReader();

    @RegisterExtension
    final OpenWorkers open = new OpenWorkers(reader);

    private final Collection<String> order = new ConcurrentLinkedQueue<>();

    /** Asks for a page, and notes when it has been read. */
    private CompletableFuture<Void> noteOrder(PageWorkers workers, PageQuery query, String name) {
        return ask(workers, query).thenRun(() -> order.add(name));
    }

    private CompletableFuture<Boolean> noteOrder(PageWorkers workers, String project, String name) {
        return lookUp(workers, project, () -> order.add(name));
    }

    @Test
    void theResultIsWhatTheLookupReturns() throws Exception {
        PageWorkers workers = open.workers(1);
        assertEquals("found", get(lookUp(workers, "a", () -> "found")));
        reader.assertNoFurtherRead();
    }

    @Test
    void itFailsWithWhatTheLookupThrows() throws Exception {
        PageWorkers workers = open.workers(1);
        IllegalStateException exception = new IllegalStateException("on purpose");
        Error error = new StackOverflowError("on purpose");
        assertSame(exception, failureOf(lookUp(workers, "a", () -> {
            throw exception;
        })));
        assertSame(error, failureOf(lookUp(workers, "a", () -> {
            throw error;
        })));
        assertEquals("found", get(lookUp(workers, "a", () -> "found")));
    }

    @Test
    void lookupsTakeTurnsWithPagesOfOtherProjects() throws Exception {
        PageWorkers workers = open.workers(1);
        PageQuery first = reader.occupyThread(workers, "a");
        List<CompletableFuture<?>> queued = List.of(
                noteOrder(workers, quick("a", 1), "page a1"),
                noteOrder(workers, "a", "lookup a2"),
                noteOrder(workers, quick("a", 3), "page a3"),
                noteOrder(workers, quick("a", 4), "page a4"),
                noteOrder(workers, "b", "lookup b1"),
                noteOrder(workers, quick("b", 2), "page b2"),
                noteOrder(workers, "b", "lookup b3"));
        reader.release(first);
        for (CompletableFuture<?> each : queued) {
            get(each);
        }
        assertEquals(
                List.of("page a1", "lookup b1", "lookup a2", "page b2", "page a3", "lookup b3", "page a4"),
                List.copyOf(order));
    }

    @Test
    void lookupsGoOnWhileAWalkIsRead() throws Exception {
        PageWorkers workers = open.workers(2);
        workers.page(reader.hold(walk("a", 1)));
        reader.assertNextRead(walk("a", 1));
        assertEquals("found", get(lookUp(workers, "a", () -> "found")));
        reader.release(walk("a", 1));
    }

    @Test
    void lookupsAndPagesThatAreQueuedTogetherAllGetTheirResults() throws Exception {
        PageWorkers workers = open.workers(1, 1_000, NEVER, 8, reader);
        PageQuery first = reader.occupyThread(workers, "a");
        CompletableFuture<TransferPage> page = ask(workers, quick("a", 1));
        CompletableFuture<String> found = lookUp(workers, "b", () -> "found");
        CompletableFuture<String> failed = lookUp(workers, "c", () -> {
            throw new IllegalStateException("on purpose");
        });
        CompletableFuture<TransferPage> otherPage = ask(workers, quick("d", 1));
        reader.release(first);
        assertEquals(pageOf(quick("a", 1)), get(page));
        assertEquals("found", get(found));
        assertInstanceOf(IllegalStateException.class, failureOf(failed));
        assertEquals(pageOf(quick("d", 1)), get(otherPage));
    }

    @Test
    void pagesAreReadTogetherUpToTheNextLookup() throws Exception {
        PageWorkers workers = open.workers(1, 1_000, NEVER, 8, reader);
        PageQuery first = reader.occupyThread(workers, "a");
        workers.page(quick("a", 1));
        workers.page(quick("b", 1));
        CompletableFuture<String> found = lookUp(workers, "c", () -> "found");
        workers.page(quick("d", 1));
        workers.page(quick("e", 1));
        reader.release(first);
        reader.assertNextRead(quick("a", 1), quick("b", 1));
        assertEquals("found", get(found));
        reader.assertNextRead(quick("d", 1), quick("e", 1));
    }

    @Test
    void aLookupThatHangsDelaysNothingWhileAThreadIsFree() throws Exception {
        PageWorkers workers = open.workers(2, 1_000, NEVER, 8, reader);
        PageQuery first = reader.occupyThread(workers, "a");
        PageQuery second = reader.occupyThread(workers, "b");
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        CompletableFuture<Boolean> hanging = lookUp(workers, "c", () -> {
            started.countDown();
            return await(released);
        });
        CompletableFuture<String> found = lookUp(workers, "d", () -> "found");
        CompletableFuture<TransferPage> page = ask(workers, quick("e", 1));
        reader.release(first);
        assertTrue(await(started));
        reader.release(second);
        assertEquals("found", get(found));
        assertEquals(pageOf(quick("e", 1)), get(page));
        released.countDown();
        assertTrue(get(hanging));
    }

    @Test
    void anInterruptLeftByALookupDoesNotReachTheNext() throws Exception {
        PageWorkers workers = open.workers(1, 1_000, NEVER, 8, reader);
        PageQuery first = reader.occupyThread(workers, "a");
        workers.read(new ProjectId("a"), () -> {
            Thread.currentThread().interrupt();
            return "interrupted";
        });
        CompletableFuture<Boolean> next =
                lookUp(workers, "b", () -> Thread.currentThread().isInterrupted());
        reader.release(first);
        assertFalse(get(next));
    }

    @Test
    void ifTheQueueIsFullALookupIsRejectedAsAPageIs() throws Exception {
        PageWorkers workers = open.workers(1, 2, NEVER, 1, reader);
        PageQuery first = reader.occupyThread(workers, "a");
        CompletableFuture<Boolean> ofA = noteOrder(workers, "a", "a");
        CompletableFuture<Void> ofB = noteOrder(workers, quick("b", 1), "b");
        assertUnavailable(Reason.QUEUE_FULL, noteOrder(workers, "c", "c"));
        assertUnavailable(Reason.QUEUE_FULL, noteOrder(workers, "a", "a again"));
        reader.release(first);
        assertTrue(get(ofA));
        get(ofB);
        assertEquals(List.of("a", "b"), List.copyOf(order));
    }

    @Test
    void ifTheQueueIsFullTheProjectWithMostQueuedLosesItsLatestLookup() throws Exception {
        PageWorkers workers = open.workers(1, 3, NEVER, 1, reader);
        PageQuery first = reader.occupyThread(workers, "a");
        CompletableFuture<Void> ofA = noteOrder(workers, quick("a", 1), "page a");
        CompletableFuture<Boolean> second = noteOrder(workers, "a", "second of a");
        CompletableFuture<Boolean> third = noteOrder(workers, "a", "third of a");
        CompletableFuture<Boolean> ofB = noteOrder(workers, "b", "b");
        assertUnavailable(Reason.QUEUE_FULL, third);
        reader.release(first);
        get(ofA);
        assertTrue(get(ofB));
        assertTrue(get(second));
        assertEquals(List.of("page a", "b", "second of a"), List.copyOf(order));
    }

    @Test
    void aLookupMissesItsDeadlineWhileAllThreadsHang() throws Exception {
        PageWorkers workers = open.workers(1, 1_000, Duration.ofMillis(20), 1, reader);
        PageQuery first = reader.occupyThread(workers, "a");
        assertUnavailable(Reason.DEADLINE_MISSED, noteOrder(workers, "b", "b"));
        reader.release(first);
        assertEquals(List.of(), List.copyOf(order));
    }

    @Test
    void closeFailsQueuedLookupsAndInterruptsTheOneThatRuns() throws Exception {
        PageWorkers workers = open.workers(1);
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Boolean> running = lookUp(workers, "a", () -> {
            started.countDown();
            return isInterrupted(new CountDownLatch(1));
        });
        assertTrue(await(started));
        CompletableFuture<Boolean> queued = noteOrder(workers, "a", "queued");
        workers.close();
        assertUnavailable(Reason.FAILED, queued);
        assertTrue(get(running));
        assertEquals(List.of(), List.copyOf(order));
    }

    private static boolean isInterrupted(CountDownLatch latch) {
        try {
            latch.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Test
    void lookupsAfterCloseFailAtOnce() {
        PageWorkers workers = open.workers(1);
        workers.close();
        CompletableFuture<Boolean> late = noteOrder(workers, "a", "late");
        assertTrue(late.isCompletedExceptionally());
        assertUnavailable(Reason.FAILED, late);
        assertEquals(List.of(), List.copyOf(order));
    }
}
