package org.volumetransfers.adapter.inmemory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.adapter.inmemory.Transfers.PROJECT;
import static org.volumetransfers.adapter.inmemory.Transfers.all;
import static org.volumetransfers.adapter.inmemory.Transfers.transfer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.VolumeTransfer;

class InMemoryTransferQueryWritesTest {

    private static final ProjectId OTHER = new ProjectId("other");

    private final InMemoryTransferQuery query = new InMemoryTransferQuery();

    @Nested
    class Put {

        @Test
        void aTransferOfTheSameIdIsReplaced() {
            query.put(transfer(PROJECT, "a", "old", 1));
            query.put(transfer(PROJECT, "a", "new", 1));
            assertEquals(List.of(transfer(PROJECT, "a", "new", 1)), all(query, PROJECT));
        }

        @Test
        void aReplacedTransferMovesWithItsTime() {
            query.put(transfer("a", 1));
            query.put(transfer("b", 2));
            query.put(transfer("a", 3));
            assertEquals(List.of(transfer("b", 2), transfer("a", 3)), all(query, PROJECT));
        }

        @Test
        void theSameIdInAnotherProjectIsAnotherTransfer() {
            query.put(transfer(PROJECT, "a", "", 1));
            query.put(transfer(OTHER, "a", "", 2));
            assertTrue(query.remove(OTHER, new TransferId("a")));
            assertEquals(List.of(transfer("a", 1)), all(query, PROJECT));
            assertEquals(List.of(), all(query, OTHER));
        }
    }

    @Nested
    class PutAll {

        @Test
        void theLastOfSeveralWithTheSameIdCounts() {
            query.putAll(List.of(transfer("a", 5), transfer("b", 2), transfer("a", 1), transfer("b", 2)));
            assertEquals(List.of(transfer("a", 1), transfer("b", 2)), all(query, PROJECT));
        }

        @Test
        void eachTransferGoesToItsProject() {
            query.putAll(List.of(transfer("b", 1), transfer(OTHER, "c", "", 0), transfer("a", 0)));
            assertEquals(List.of(transfer("a", 0), transfer("b", 1)), all(query, PROJECT));
            assertEquals(List.of(transfer(OTHER, "c", "", 0)), all(query, OTHER));
        }

        @Test
        void nothingIsPutIfOneIsNull() {
            List<VolumeTransfer> withNull = new ArrayList<>(Collections.singletonList(null));
            withNull.add(0, transfer("a", 1));
            assertThrows(NullPointerException.class, () -> query.putAll(withNull));
            assertTrue(query.projects.isEmpty());
        }

        @Test
        void puttingNoTransfersCreatesNoProject() {
            query.putAll(List.of());
            assertTrue(query.projects.isEmpty());
        }
    }

    @Nested
    class Remove {

        @Test
        void returnsWhetherTheTransferWasPending() {
            query.put(transfer("a", 1));
            assertFalse(query.remove(PROJECT, new TransferId("b")));
            assertFalse(query.remove(OTHER, new TransferId("a")));
            assertTrue(query.remove(PROJECT, new TransferId("a")));
            assertFalse(query.remove(PROJECT, new TransferId("a")));
        }

        @Test
        void aProjectWithoutTransfersIsDropped() {
            query.putAll(List.of(transfer("a", 1), transfer("b", 1)));
            query.remove(PROJECT, new TransferId("a"));
            assertFalse(query.projects.isEmpty());
            query.remove(PROJECT, new TransferId("b"));
            assertTrue(query.projects.isEmpty());
            query.put(transfer("b", 2));
            assertEquals(List.of(transfer("b", 2)), all(query, PROJECT));
        }
    }

    @Nested
    class OneMillion {

        @Test
        void pagesAreCorrectAtAnyDepth() {
            List<VolumeTransfer> transfers = Transfers.rising(0, 1_000_000);
            List<VolumeTransfer> shuffled = new ArrayList<>(transfers);
            Collections.shuffle(shuffled, new Random(1));
            query.putAll(shuffled);

            for (int offset : new int[] {0, 1, 1023, 1024, 1025, 500_000, 999_899, 999_900, 999_999}) {
                int end = Math.min(1_000_000, offset + 100);
                TransferPage expected = new TransferPage(transfers.subList(offset, end), end < 1_000_000);
                assertEquals(expected, query.page(PageQuery.atOffset(PROJECT, offset, 100)));
                if (offset > 0) {
                    VolumeTransfer before = transfers.get(offset - 1);
                    assertEquals(expected, query.page(PageQuery.after(PROJECT, before.position(), 100)));
                }
            }
            assertEquals(
                    new TransferPage(transfers.subList(999_998, 1_000_000), false),
                    query.page(PageQuery.atOffset(PROJECT, 999_998, Integer.MAX_VALUE)));
            TransferPage empty = new TransferPage(List.of(), false);
            for (long offset : new long[] {1_000_000, Integer.MAX_VALUE, 1L << 31, (1L << 32) + 5, Long.MAX_VALUE}) {
                assertEquals(empty, query.page(PageQuery.atOffset(PROJECT, offset, Integer.MAX_VALUE)));
            }
            assertEquals(transfers, all(query, PROJECT));
        }
    }
}
