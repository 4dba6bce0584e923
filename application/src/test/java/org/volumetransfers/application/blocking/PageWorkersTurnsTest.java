package org.volumetransfers.application.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.application.blocking.GatedReader.pageOf;
import static org.volumetransfers.application.blocking.OpenWorkers.NEVER;
import static org.volumetransfers.application.blocking.Queries.TIMEOUT_SECONDS;
import static org.volumetransfers.application.blocking.Queries.ask;
import static org.volumetransfers.application.blocking.Queries.askAll;
import static org.volumetransfers.application.blocking.Queries.get;
import static org.volumetransfers.application.blocking.Queries.quick;
import static org.volumetransfers.application.blocking.Queries.walk;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferPage;

/** The order in which workers read, and what they read together. */
class PageWorkersTurnsTest {

    private final GatedReader reader = new GatedReader();

    @RegisterExtension
    final OpenWorkers open = new OpenWorkers(reader);

    @Test
    void projectsTakeTurnsAndEachKeepsItsOrder() throws Exception {
        PageWorkers workers = open.workers(1);
        PageQuery first = reader.occupyThread(workers, "a");
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
        PageWorkers workers = open.workers(1);
        PageQuery first = reader.occupyThread(workers, "a");
        askAll(workers, walk("a", 1), walk("a", 2), walk("b", 1));
        reader.release(first);
        reader.assertNextRead(walk("a", 1));
        reader.assertNextRead(walk("b", 1));
        reader.assertNextRead(walk("a", 2));
    }

    @Test
    void oneThreadServesWalksWhileOthersGoOnWithQuickQueries() throws Exception {
        PageWorkers workers = open.workers(3);
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
    void aMarkerWithALargeOffsetIsAWalkAsWell() throws Exception {
        PageWorkers workers = open.workers(3);
        PageQuery quick = PageQuery.afterMarker(new ProjectId("b"), new TransferId("m"), Queued.SHORT_WALK, 1);
        PageQuery walk = PageQuery.afterMarker(new ProjectId("b"), new TransferId("m"), Queued.SHORT_WALK + 1, 1);
        workers.page(reader.hold(walk("a", 1)));
        reader.assertNextRead(walk("a", 1));
        CompletableFuture<TransferPage> walked = ask(workers, walk);
        assertEquals(pageOf(quick), get(ask(workers, quick)));
        reader.assertNextRead(quick);
        reader.assertNoFurtherRead();
        reader.release(walk("a", 1));
        assertEquals(pageOf(walk), get(walked));
    }

    @Test
    void aSingleThreadAlternatesBetweenWalksAndQuickQueries() throws Exception {
        PageWorkers workers = open.workers(1);
        PageQuery first = reader.occupyThread(workers, "a");
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
        PageWorkers workers = open.workers(2);
        CountDownLatch secondIsRead = new CountDownLatch(1);
        CompletableFuture<Boolean> firstDependent =
                ask(workers, reader.hold(walk("a", 1))).thenApply(page -> Queries.await(secondIsRead));
        reader.assertNextRead(walk("a", 1));
        CompletableFuture<TransferPage> second = ask(workers, walk("b", 1));
        reader.release(walk("a", 1));
        assertEquals(pageOf(walk("b", 1)), get(second));
        secondIsRead.countDown();
        assertTrue(firstDependent.get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void queuedQueriesAreReadInBatchesAcrossProjects() throws Exception {
        PageWorkers workers = open.workers(1, 1_000, NEVER, 3, reader);
        PageQuery first = reader.occupyThread(workers, "a");
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
        PageWorkers workers = open.workers(1, 1_000, NEVER, 8, reader);
        for (int i = 1; i <= 3; i++) {
            assertEquals(pageOf(quick("a", i)), get(ask(workers, quick("a", i))));
            reader.assertNextRead(quick("a", i));
        }
    }

    @Test
    void walksAreNeverBatched() throws Exception {
        PageWorkers workers = open.workers(1, 1_000, NEVER, 8, reader);
        PageQuery first = reader.occupyThread(workers, "a");
        askAll(workers, walk("a", 1), walk("b", 1));
        reader.release(first);
        reader.assertNextRead(walk("a", 1));
        reader.assertNextRead(walk("b", 1));
    }
}
