package org.volumetransfers.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.volumetransfers.application.service.Listings.assertFails;
import static org.volumetransfers.application.service.RecordingQuery.PROJECT;
import static org.volumetransfers.application.service.RecordingQuery.transfer;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.port.in.ShowVolumeTransfer;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.domain.error.TransferNotFoundException;

class ShowVolumeTransferServiceTest {

    private static final TransferId ID = transfer(1).id();

    private final RecordingQuery stored = RecordingQuery.holding(3);
    private final ShowVolumeTransfer shown = new ShowVolumeTransferService(BlockingPendingTransfers.direct(stored));

    @Test
    void aPendingTransferIsShown() {
        assertEquals(transfer(1), shown.show(PROJECT, ID).toCompletableFuture().join());
    }

    @Test
    void anUnknownIdIsNotFound() {
        TransferId unknown = new TransferId("unknown");
        assertEquals(unknown, notFound(PROJECT, unknown));
    }

    @Test
    void aDeletedTransferIsNotFound() {
        stored.delete(transfer(1));
        assertEquals(ID, notFound(PROJECT, ID));
    }

    @Test
    void aTransferOfAnotherProjectIsNotFound() {
        assertEquals(ID, notFound(new ProjectId("other"), ID));
    }

    @Test
    void aFailureOfStorageIsPassedOn() {
        BackendUnavailableException unavailable = new BackendUnavailableException(Backend.STORAGE, "unavailable", null);
        ShowVolumeTransfer failing =
                new ShowVolumeTransferService((project, id) -> CompletableFuture.failedStage(unavailable));
        assertSame(unavailable, assertFails(BackendUnavailableException.class, () -> failing.show(PROJECT, ID)));
    }

    @Test
    void theTransferIsShownWhenStorageHasFoundIt() {
        CompletableFuture<Optional<VolumeTransfer>> found = new CompletableFuture<>();
        CompletableFuture<VolumeTransfer> result = new ShowVolumeTransferService((project, id) -> found)
                .show(PROJECT, ID)
                .toCompletableFuture();
        assertFalse(result.isDone());
        found.complete(Optional.of(transfer(1)));
        assertEquals(transfer(1), result.join());
    }

    private TransferId notFound(ProjectId project, TransferId id) {
        return new TransferId(assertFails(TransferNotFoundException.class, () -> shown.show(project, id))
                .id());
    }
}
