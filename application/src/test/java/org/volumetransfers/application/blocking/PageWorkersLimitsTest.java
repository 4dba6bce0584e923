package org.volumetransfers.application.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.application.blocking.GatedReader.pageOf;
import static org.volumetransfers.application.blocking.OpenWorkers.NEVER;
import static org.volumetransfers.application.blocking.Queries.ask;
import static org.volumetransfers.application.blocking.Queries.askAll;
import static org.volumetransfers.application.blocking.Queries.assertUnavailable;
import static org.volumetransfers.application.blocking.Queries.failureOf;
import static org.volumetransfers.application.blocking.Queries.get;
import static org.volumetransfers.application.blocking.Queries.quick;
import static org.volumetransfers.application.blocking.Queries.walk;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.error.BackendUnavailableException.Reason;

/** Queries that are not read: the queue is full, no thread is free in time, or the workers are closed. */
class PageWorkersLimitsTest {

    private final GatedReader reader = new GatedReader();

    @RegisterExtension
    final OpenWorkers open = new OpenWorkers(reader);

    @Test
    void ifTheQueueIsFullTheProjectWithMostQueuedLosesItsLatest() throws Exception {
        PageWorkers workers = open.workers(1, 3, NEVER, 1, reader);
        PageQuery first = reader.occupyThread(workers, "a");
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
        PageWorkers workers = open.workers(1, 3, NEVER, 1, reader);
        PageQuery first = reader.occupyThread(workers, "a");
        List<CompletableFuture<TransferPage>> walks = askAll(workers, walk("a", 1), walk("a", 2), walk("a", 3));
        CompletableFuture<TransferPage> ofB = ask(workers, quick("b", 1));
        assertUnavailable(Reason.QUEUE_FULL, walks.get(2));
        reader.release(first);
        assertEquals(pageOf(quick("b", 1)), get(ofB));
    }

    @Test
    void ifTheQueueIsFullAndNoProjectHasMoreThanTheNewQueryItIsRejected() throws Exception {
        PageWorkers workers = open.workers(1, 3, NEVER, 1, reader);
        PageQuery first = reader.occupyThread(workers, "a");
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
        PageWorkers workers = open.workers(2, 1_000, Duration.ofMillis(20), 1, reader);
        PageQuery first = reader.occupyThread(workers, "a");
        PageQuery second = reader.occupyThread(workers, "b");
        assertUnavailable(Reason.DEADLINE_MISSED, ask(workers, quick("c", 1)));
        assertUnavailable(Reason.DEADLINE_MISSED, ask(workers, walk("c", 1)));
        reader.release(first);
        reader.release(second);
        reader.assertNoFurtherRead();
    }

    @Test
    void closeFailsQueuedQueriesAndInterruptsReads() throws Exception {
        PageWorkers workers = open.workers(1);
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
        PageWorkers workers = open.workers(1);
        workers.close();
        workers.close();
        CompletableFuture<TransferPage> page = ask(workers, quick("a", 1));
        assertTrue(page.isCompletedExceptionally());
        assertUnavailable(Reason.FAILED, page);
    }
}
