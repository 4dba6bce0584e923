package org.volumetransfers.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.volumetransfers.domain.StoredTextTest.assertRejected;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageStart.After;
import org.volumetransfers.domain.PageStart.AtOffset;

/** Tests PageRequest, PageStart, PageQuery and TransferPage. */
class PagesTest {

    private static final ProjectId PROJECT = new ProjectId("p");
    private static final TransferPosition POSITION = new TransferPosition(Instant.EPOCH, new TransferId("t"));

    @Nested
    class Request {

        @Test
        void limitIsAtLeastOneOrAbsent() {
            assertNull(new PageRequest(null, null).limit());
            assertEquals(1, new PageRequest(1, null).limit());
            assertEquals(Integer.MAX_VALUE, new PageRequest(Integer.MAX_VALUE, null).limit());
            assertRejected("limit", "be at least 1", () -> new PageRequest(0, null));
            assertRejected("limit", "be at least 1", () -> new PageRequest(Integer.MIN_VALUE, null));
        }

        @Test
        void offsetIsAtLeastZeroOrAbsent() {
            assertNull(new PageRequest(null, null).offset());
            assertEquals(0, new PageRequest(null, 0).offset());
            assertEquals(Integer.MAX_VALUE, new PageRequest(null, Integer.MAX_VALUE).offset());
            assertRejected("offset", "be at least 0", () -> new PageRequest(null, -1));
            assertRejected("offset", "be at least 0", () -> new PageRequest(null, Integer.MIN_VALUE));
        }

        @Test
        void limitIsReportedBeforeOffset() {
            assertRejected("limit", "be at least 1", () -> new PageRequest(0, -1));
        }

        @Test
        void allHasNeitherLimitNorOffset() {
            assertEquals(new PageRequest(null, null), PageRequest.all());
        }

        @Test
        void firstHasALimitOnly() {
            assertEquals(new PageRequest(7, null), PageRequest.first(7));
            assertRejected("limit", "be at least 1", () -> PageRequest.first(0));
        }
    }

    @Nested
    class Start {

        @Test
        void offsetIsAtLeastZeroAndMayExceedAnInt() {
            assertEquals(0, new AtOffset(0).offset());
            assertEquals(Long.MAX_VALUE, new AtOffset(Long.MAX_VALUE).offset());
            assertRejected("offset", "be at least 0", () -> new AtOffset(-1));
            assertRejected("offset", "be at least 0", () -> new AtOffset(Long.MIN_VALUE));
        }

        @Test
        void mapAppliesTheFunctionForTheKind() {
            PageStart offset = new AtOffset(5_000_000_000L);
            PageStart after = new After(POSITION);
            assertEquals("offset 5000000000", offset.<String>map(n -> "offset " + n, position -> "after " + position));
            assertEquals("after " + POSITION, after.<String>map(n -> "offset " + n, position -> "after " + position));
        }

        @Test
        @SuppressWarnings("NullAway") // tests callers that are not checked
        void nullIsAProgrammingError() {
            assertThrows(NullPointerException.class, () -> new After(null));
            assertThrows(NullPointerException.class, () -> new TransferPosition(null, POSITION.id()));
            assertThrows(NullPointerException.class, () -> new TransferPosition(Instant.EPOCH, null));
        }
    }

    @Nested
    class Query {

        @Test
        void factoriesSetTheKindOfStart() {
            assertEquals(new PageQuery(PROJECT, new AtOffset(3), 2), PageQuery.atOffset(PROJECT, 3, 2));
            assertEquals(new PageQuery(PROJECT, new After(POSITION), 2), PageQuery.after(PROJECT, POSITION, 2));
        }

        @Test
        void limitIsAtLeastOne() {
            assertEquals(1, PageQuery.atOffset(PROJECT, 0, 1).limit());
            assertEquals(
                    Integer.MAX_VALUE,
                    PageQuery.after(PROJECT, POSITION, Integer.MAX_VALUE).limit());
            assertRejected("limit", "be at least 1", () -> PageQuery.atOffset(PROJECT, 0, 0));
            assertRejected("limit", "be at least 1", () -> PageQuery.after(PROJECT, POSITION, -1));
        }

        @Test
        void offsetIsAtLeastZero() {
            assertRejected("offset", "be at least 0", () -> PageQuery.atOffset(PROJECT, -1, 1));
        }
    }

    @Nested
    class Page {

        private final VolumeTransfer transfer =
                new VolumeTransfer(PROJECT, new TransferId("t"), null, new VolumeId("v"), Instant.EPOCH);

        @Test
        void doesNotChangeWithTheListItIsCreatedFrom() {
            List<VolumeTransfer> live = new ArrayList<>(List.of(transfer));
            TransferPage page = new TransferPage(live, true);
            live.clear();
            assertEquals(List.of(transfer), page.transfers());
        }

        @Test
        void listCannotBeModified() {
            TransferPage page = new TransferPage(new ArrayList<>(List.of(transfer)), false);
            assertThrows(
                    UnsupportedOperationException.class, () -> page.transfers().remove(0));
        }

        @Test
        void nothingFollowsAnEmptyPage() {
            assertEquals(List.of(), new TransferPage(List.of(), false).transfers());
            assertThrows(IllegalArgumentException.class, () -> new TransferPage(List.of(), true));
        }
    }
}
