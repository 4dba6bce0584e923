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
    private static final List<StoredTransfer> ACCEPTED_DELETED_AND_PENDING = List.of(
            StoredTransfer.accepted(FIVE.get(0)),
            StoredTransfer.deleted(FIVE.get(1)),
            StoredTransfer.pending(FIVE.get(2)),
            StoredTransfer.pending(FIVE.get(3)),
            StoredTransfer.pending(FIVE.get(4)));

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

    private static void assertUnknown(TransferLookup lookup, ProjectId project, String... ids) {
        for (String id : ids) {
            assertEquals(Optional.empty(), lookup.find(project, new TransferId(id)));
            assertEquals(Optional.empty(), lookup.position(project, new TransferId(id)));
        }
    }

    @Nested
    class Find {

        @Test
        void aPendingTransferIsFoundByItsProjectAndId() {
            List<VolumeTransfer> rows = Stream.of("project", "Project", "p_oject", "project1", "project-")
                    .flatMap(project -> ContentTopic.rowsOf(project).stream())
                    .toList();
            TransferLookup lookup = holdingPending(rows);
            rows.forEach(transfer -> assertHeld(transfer, lookup));
        }

        @Test
        void anUnknownIdIsNotFound() {
            String id = FIVE.get(0).id().value();
            assertUnknown(holding(List.of()), PROJECT, id);
            assertUnknown(holdingPending(FIVE.subList(1, 5)), PROJECT, id);
        }

        @Test
        void anIdIsMatchedExactly() {
            TransferLookup lookup = holdingPending(List.of(SampleTransfers.at(PROJECT, "ab-\u00E9", Instant.EPOCH)));
            assertUnknown(lookup, PROJECT, "AB-\u00E9", "ab-\u00C9", "ab-e\u0301", "ab-", "b-\u00E9", "ab\u00E9");
            assertUnknown(lookup, PROJECT, "ab-\u00E9 ", " ab-\u00E9");
        }

        @Test
        void anIdIsNeitherAPatternNorANumber() {
            TransferLookup lookup = holdingPending(List.of(SampleTransfers.at(PROJECT, "1", Instant.EPOCH)));
            assertUnknown(lookup, PROJECT, "%", "_", "*", ".", "?", "' or '1'='1", "01", "1.0", "1e0", "+1");
        }

        @Test
        void aTransferThatHasEndedIsNotFound() {
            TransferLookup lookup = holding(ACCEPTED_DELETED_AND_PENDING);
            assertEquals(Optional.empty(), lookup.find(PROJECT, FIVE.get(0).id()));
            assertEquals(Optional.empty(), lookup.find(PROJECT, FIVE.get(1).id()));
        }

        @Test
        void aTransferOfAnotherProjectIsNotFound() {
            TransferLookup lookup = holding(ACCEPTED_DELETED_AND_PENDING);
            FIVE.forEach(transfer -> assertUnknown(lookup, OTHER, transfer.id().value()));
        }
    }

    @Nested
    class Position {

        @Test
        void aTransferThatHasEndedKeepsItsPosition() {
            TransferLookup lookup = holding(ACCEPTED_DELETED_AND_PENDING);
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
            TransferLookup lookup = holding(ACCEPTED_DELETED_AND_PENDING);
            for (VolumeTransfer ended : FIVE.subList(0, 2)) {
                TransferPosition position = lookup.position(PROJECT, ended.id()).orElseThrow();
                PageQuery next = PageQuery.after(PROJECT, position, 9);
                assertEquals(FIVE.subList(2, 5), query().page(next).transfers());
            }
        }
    }

    @Nested
    class Fidelity {

        private final List<VolumeTransfer> nasty = Stream.concat(
                        SampleTransfers.nasty(PROJECT).stream(), Stream.of(SampleTransfers.largest(OTHER)))
                .toList();

        @Test
        void nastyTransfersComeBack() {
            TransferLookup lookup = holdingPending(nasty);
            nasty.forEach(transfer -> assertHeld(transfer, lookup));
        }

        @Test
        void positionsOfNastyTransfersThatHaveEndedComeBack() {
            TransferLookup lookup =
                    holding(nasty.stream().map(StoredTransfer::deleted).toList());
            nasty.forEach(transfer -> assertPosition(transfer, lookup));
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
    class Failure {

        @Test
        void unreachableStorageFailsFind() {
            assertStorageFails(
                    unreachable(), lookup -> lookup.find(PROJECT, FIVE.get(0).id()));
        }

        @Test
        void unreachableStorageFailsPosition() {
            assertStorageFails(
                    unreachable(),
                    lookup -> lookup.position(PROJECT, FIVE.get(0).id()));
        }
    }
}
