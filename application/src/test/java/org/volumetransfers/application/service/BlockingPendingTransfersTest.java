package org.volumetransfers.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.application.service.Listings.assertFails;
import static org.volumetransfers.application.service.RecordingQuery.PROJECT;
import static org.volumetransfers.application.service.RecordingQuery.transfer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.blocking.PageWorkers;
import org.volumetransfers.application.blocking.PageWorkers.Limits;
import org.volumetransfers.application.port.out.PendingTransfers;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferLookup;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

class BlockingPendingTransfersTest {

    private static final TransferId ID = transfer(1).id();
    private static final Limits LIMITS = new Limits(1, 10, Duration.ofMinutes(1));

    private final RecordingQuery stored = RecordingQuery.holding(3);
    private final PageWorkers workers = BlockingTransferPages.onWorkers(stored, LIMITS);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void bothFindPendingTransfers() throws Exception {
        for (PendingTransfers transfers : both(stored)) {
            assertEquals(Optional.of(transfer(1)), get(transfers.find(PROJECT, ID)));
            assertEquals(Optional.empty(), get(transfers.find(PROJECT, new TransferId("unknown"))));
            assertEquals(Optional.empty(), get(transfers.find(new ProjectId("other"), ID)));
        }
    }

    @Test
    void bothFailWithWhatTheLookupThrows() {
        BackendUnavailableException unavailable = new BackendUnavailableException(Backend.STORAGE, "unavailable", null);
        TransferLookup failing = finding(() -> {
            throw unavailable;
        });
        for (PendingTransfers transfers : both(failing)) {
            assertSame(unavailable, assertFails(BackendUnavailableException.class, () -> transfers.find(PROJECT, ID)));
        }
    }

    @Test
    void directFindsOnTheCallingThread() {
        AtomicReference<Thread> finder = new AtomicReference<>();
        CompletionStage<Optional<VolumeTransfer>> found =
                BlockingPendingTransfers.direct(notingThread(finder)).find(PROJECT, ID);
        assertTrue(found.toCompletableFuture().isDone());
        assertSame(Thread.currentThread(), finder.get());
    }

    @Test
    void workersFindOnTheirThreads() throws Exception {
        AtomicReference<Thread> ofLookup = new AtomicReference<>();
        AtomicReference<Thread> ofRead = new AtomicReference<>();
        get(BlockingPendingTransfers.onWorkers(notingThread(ofLookup), workers).find(PROJECT, ID));
        get(workers.read(PROJECT, () -> notingThread(ofRead).find(PROJECT, ID)));
        assertSame(ofRead.get(), ofLookup.get());
        assertNotSame(Thread.currentThread(), ofLookup.get());
    }

    @Test
    void closedWorkersFindNothing() {
        workers.close();
        PendingTransfers transfers = BlockingPendingTransfers.onWorkers(stored, workers);
        assertFails(BackendUnavailableException.class, () -> transfers.find(PROJECT, ID));
    }

    private List<PendingTransfers> both(TransferLookup lookup) {
        return List.of(BlockingPendingTransfers.direct(lookup), BlockingPendingTransfers.onWorkers(lookup, workers));
    }

    private static TransferLookup notingThread(AtomicReference<Thread> finder) {
        return finding(() -> {
            finder.set(Thread.currentThread());
            return Optional.empty();
        });
    }

    private static TransferLookup finding(Supplier<Optional<VolumeTransfer>> result) {
        return new TransferLookup() {
            @Override
            public Optional<VolumeTransfer> find(ProjectId project, TransferId id) {
                return result.get();
            }

            @Override
            public Optional<TransferPosition> position(ProjectId project, TransferId id) {
                throw new AssertionError("positions are not needed");
            }
        };
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
