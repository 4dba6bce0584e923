package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferLookup;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * The contract of {@link TransferLookup} as tests, to be extended as {@link TransferQueryContract} is.
 *
 * <p>The topics are nested classes: {@code Find}, {@code Position}, {@code Fidelity}, {@code Agreement} with
 * {@link TransferQuery}, and {@code Failure}, which is skipped unless {@link #unreachable} returns a lookup.
 */
public abstract class TransferLookupContract extends AdapterContract {

    private static final ProjectId PROJECT = SampleTransfers.FIRST_PROJECT;
    private static final ProjectId OTHER = new ProjectId("secondproject");
    private static final List<VolumeTransfer> FIVE = SampleTransfers.plainRows(PROJECT, 5);

    /** Creates the suite. */
    protected TransferLookupContract() {}

    /**
     * Returns a lookup on storage that holds these rows and no others. May be called several times by a test, which then uses
     * only the latest lookup. The subclass closes what it opens here, after each test.
     *
     * @param rows up to some thousands, of any project and status, in any order; the positions of rows that are not pending
     *     must be remembered
     * @return the lookup to test, safe for use by multiple threads
     */
    protected abstract TransferLookup holding(Collection<StoredTransfer> rows);

    /**
     * Returns a query on the storage that the last call of {@link #holding} has seeded.
     *
     * @return the query
     */
    protected abstract TransferQuery query();

    /**
     * Returns a lookup whose storage is unavailable, for instance one that connects to a closed port.
     *
     * @return the lookup; null if there is none, in which case the topic {@code Failure} is skipped
     */
    protected @Nullable TransferLookup unreachable() {
        return null;
    }

    private TransferLookup holdingPending(Collection<VolumeTransfer> transfers) {
        return holding(transfers.stream().map(StoredTransfer::pending).toList());
    }

    private static void assertHeld(VolumeTransfer transfer, TransferLookup lookup) {
        assertEquals(Optional.of(transfer), lookup.find(transfer.project(), transfer.id()));
        assertPosition(transfer, lookup);
    }

    private static void assertPosition(VolumeTransfer transfer, TransferLookup lookup) {
        assertEquals(Optional.of(transfer.position()), lookup.position(transfer.project(), transfer.id()));
    }

    private static void assertUnknown(ProjectId project, String id, TransferLookup lookup) {
        assertEquals(Optional.empty(), lookup.find(project, new TransferId(id)));
        assertEquals(Optional.empty(), lookup.position(project, new TransferId(id)));
    }

    @Nested
    class Find {

        @Test
        void everyPendingTransferIsFoundByItsId() {
            TransferLookup lookup = holdingPending(FIVE);
            FIVE.forEach(transfer -> assertHeld(transfer, lookup));
        }

        @Test
        void anUnknownIdIsNotFound() {
            String id = FIVE.get(0).id().value();
            assertUnknown(PROJECT, id, holding(List.of()));
            assertUnknown(PROJECT, id, holdingPending(FIVE.subList(1, 5)));
        }

        @Test
        void anIdIsMatchedExactly() {
            TransferLookup lookup = holdingPending(List.of(SampleTransfers.at(PROJECT, "ab1-\u00E9", Instant.EPOCH)));
            for (String id : List.of(
                    "AB1-\u00E9",
                    "ab1-\u00C9",
                    "ab1-e\u0301",
                    "ab1-",
                    "ab1-\u00E9 ",
                    " ab1-\u00E9",
                    "b1-\u00E9",
                    "ab1\u00E9")) {
                assertUnknown(PROJECT, id, lookup);
            }
        }

        @Test
        void anIdIsNeitherAPatternNorANumber() {
            TransferLookup lookup = holdingPending(List.of(SampleTransfers.at(PROJECT, "1", Instant.EPOCH)));
            for (String id : List.of("%", "_", "*", ".", "?", "' or '1'='1", "01", "1.0", "1e0", "+1")) {
                assertUnknown(PROJECT, id, lookup);
            }
        }

        @Test
        void acceptedAndDeletedTransfersAreNotFound() {
            TransferLookup lookup = holding(List.of(
                    StoredTransfer.accepted(FIVE.get(0)),
                    StoredTransfer.pending(FIVE.get(1)),
                    StoredTransfer.deleted(FIVE.get(2))));
            assertEquals(Optional.empty(), lookup.find(PROJECT, FIVE.get(0).id()));
            assertEquals(
                    Optional.of(FIVE.get(1)), lookup.find(PROJECT, FIVE.get(1).id()));
            assertEquals(Optional.empty(), lookup.find(PROJECT, FIVE.get(2).id()));
        }

        @Test
        void aTransferOfAnotherProjectIsNotFound() {
            TransferLookup lookup = holding(List.of(
                    StoredTransfer.pending(FIVE.get(0)),
                    StoredTransfer.accepted(FIVE.get(1)),
                    StoredTransfer.deleted(FIVE.get(2))));
            for (VolumeTransfer transfer : FIVE) {
                assertUnknown(OTHER, transfer.id().value(), lookup);
            }
        }

        @Test
        void anIdInSeveralProjectsIsFoundInEach() {
            List<VolumeTransfer> rows = Stream.of("project", "Project", "p_oject", "project1", "project-")
                    .flatMap(project -> ContentTopic.rowsOf(project).stream())
                    .toList();
            TransferLookup lookup = holdingPending(rows);
            rows.forEach(transfer -> assertHeld(transfer, lookup));
        }
    }

    @Nested
    class Position {

        @Test
        void anAcceptedTransferKeepsItsPosition() {
            assertPositionsKept(TransferStatus.ACCEPTED);
        }

        @Test
        void aDeletedTransferKeepsItsPosition() {
            assertPositionsKept(TransferStatus.DELETED);
        }

        private void assertPositionsKept(TransferStatus ended) {
            TransferLookup lookup = holding(
                    FIVE.stream().map(row -> new StoredTransfer(row, ended)).toList());
            FIVE.forEach(transfer -> assertPosition(transfer, lookup));
        }

        @Test
        void anIdThatHasEndedInOneProjectMayBePendingInAnother() {
            VolumeTransfer pending = SampleTransfers.at(OTHER, FIVE.get(0).id().value(), Instant.EPOCH);
            TransferLookup lookup =
                    holding(List.of(StoredTransfer.deleted(FIVE.get(0)), StoredTransfer.pending(pending)));
            assertPosition(FIVE.get(0), lookup);
            assertHeld(pending, lookup);
        }

        @Test
        void aWalkContinuesAtATransferThatHasEnded() {
            TransferLookup lookup = holding(List.of(
                    StoredTransfer.pending(FIVE.get(0)),
                    StoredTransfer.accepted(FIVE.get(1)),
                    StoredTransfer.pending(FIVE.get(2)),
                    StoredTransfer.deleted(FIVE.get(3)),
                    StoredTransfer.pending(FIVE.get(4))));
            assertRest(List.of(FIVE.get(2), FIVE.get(4)), FIVE.get(1), lookup);
            assertRest(List.of(FIVE.get(4)), FIVE.get(3), lookup);
        }

        private void assertRest(List<VolumeTransfer> rest, VolumeTransfer ended, TransferLookup lookup) {
            TransferPosition position = lookup.position(PROJECT, ended.id()).orElseThrow();
            assertEquals(
                    rest, query().page(PageQuery.after(PROJECT, position, 9)).transfers());
        }
    }

    @Nested
    class Fidelity {

        @Test
        void nastyTransfersComeBack() {
            List<VolumeTransfer> nasty = SampleTransfers.nasty(PROJECT);
            TransferLookup lookup = holdingPending(nasty);
            nasty.forEach(transfer -> assertHeld(transfer, lookup));
        }

        @Test
        void positionsOfNastyTransfersThatHaveEndedComeBack() {
            List<VolumeTransfer> nasty = SampleTransfers.nasty(PROJECT);
            TransferLookup lookup =
                    holding(nasty.stream().map(StoredTransfer::deleted).toList());
            nasty.forEach(transfer -> assertPosition(transfer, lookup));
        }

        @Test
        void theLargestTransferComesBack() {
            VolumeTransfer largest = SampleTransfers.largest(PROJECT);
            assertHeld(largest, holdingPending(List.of(largest)));
        }
    }

    @Nested
    class Agreement {

        @Test
        void exactlyTheListedTransfersAreFound() {
            TransferLookup lookup = holding(ManyRowsTopic.STORED);
            Set<VolumeTransfer> listed = new HashSet<>();
            for (ProjectId project : ManyRowsTopic.PROJECTS) {
                PageQuery whole = PageQuery.atOffset(project, 0, ManyRowsTopic.STORED.size());
                listed.addAll(query().page(whole).transfers());
            }
            for (StoredTransfer row : ManyRowsTopic.STORED) {
                VolumeTransfer transfer = row.transfer();
                boolean isFound = lookup.find(transfer.project(), transfer.id()).equals(Optional.of(transfer));
                assertEquals(listed.contains(transfer), isFound, row::toString);
                assertPosition(transfer, lookup);
            }
        }

        @Test
        void parallelLookupsEachGetTheirOwnTransfer() {
            TransferLookup lookup = holdingPending(FIVE);
            Readers.inParallel(8, reader -> {
                for (int i = 0; i < 100; i++) {
                    assertHeld(FIVE.get((reader + i) % 5), lookup);
                }
            });
        }
    }

    @Nested
    class Failure extends FailureTopic<TransferLookup> {
        Failure() {
            super(TransferLookupContract.this::unreachable);
        }

        @Test
        void unreachableStorageFailsFind() {
            assertFails(lookup -> lookup.find(PROJECT, TRANSFER.id()));
        }

        @Test
        void unreachableStorageFailsPosition() {
            assertFails(lookup -> lookup.position(PROJECT, TRANSFER.id()));
        }
    }
}
