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
import org.volumetransfers.domain.PageStart.AfterMarker;
import org.volumetransfers.domain.PageStart.AtOffset;

/** Tests PageRequest, PageStart, PageQuery and TransferPage. */
class PagesTest {

    private static final ProjectId PROJECT = new ProjectId("p");
    private static final TransferId ID = new TransferId("t");
    private static final TransferPosition POSITION = new TransferPosition(Instant.EPOCH, ID);

    @Nested
    class Request {

        @Test
        void limitIsAtLeastOneOrAbsent() {
            assertNull(new PageRequest(null, null, null).limit());
            assertEquals(1, new PageRequest(1, null, null).limit());
            assertEquals(Integer.MAX_VALUE, new PageRequest(Integer.MAX_VALUE, null, null).limit());
            assertRejected("limit", "be at least 1", () -> new PageRequest(0, null, null));
            assertRejected("limit", "be at least 1", () -> new PageRequest(Integer.MIN_VALUE, null, null));
        }

        @Test
        void offsetIsAtLeastZeroOrAbsent() {
            assertNull(new PageRequest(null, null, null).offset());
            assertEquals(0, new PageRequest(null, 0, null).offset());
            assertEquals(Integer.MAX_VALUE, new PageRequest(null, Integer.MAX_VALUE, null).offset());
            assertRejected("offset", "be at least 0", () -> new PageRequest(null, -1, null));
            assertRejected("offset", "be at least 0", () -> new PageRequest(null, Integer.MIN_VALUE, null));
        }

        @Test
        void limitIsReportedBeforeOffset() {
            assertRejected("limit", "be at least 1", () -> new PageRequest(0, -1, null));
        }

        @Test
        void markerIsAnyIdOrAbsent() {
            assertNull(new PageRequest(1, 1, null).marker());
            assertEquals(ID, new PageRequest(1, 1, ID).marker());
        }

        @Test
        void allHasNeitherLimitNorOffsetNorMarker() {
            assertEquals(new PageRequest(null, null, null), PageRequest.all());
        }

        @Test
        void firstHasALimitOnly() {
            assertEquals(new PageRequest(7, null, null), PageRequest.first(7));
            assertRejected("limit", "be at least 1", () -> PageRequest.first(0));
        }

        @Test
        void afterHasALimitAndAMarker() {
            assertEquals(new PageRequest(7, null, ID), PageRequest.after(7, ID));
            assertRejected("limit", "be at least 1", () -> PageRequest.after(0, ID));
        }

        @Test
        @SuppressWarnings("NullAway") // tests callers that are not checked
        void afterRequiresAMarker() {
            assertThrows(NullPointerException.class, () -> PageRequest.after(7, null));
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
        void offsetAfterAMarkerIsAtLeastZeroAndMayExceedAnInt() {
            assertEquals(0, new AfterMarker(ID, 0).offset());
            assertEquals(Long.MAX_VALUE, new AfterMarker(ID, Long.MAX_VALUE).offset());
            assertRejected("offset", "be at least 0", () -> new AfterMarker(ID, -1));
            assertRejected("offset", "be at least 0", () -> new AfterMarker(ID, Long.MIN_VALUE));
        }

        @Test
        void mapAppliesTheFunctionForTheKind() {
            assertEquals("offset 5000000000", mapped(new AtOffset(5_000_000_000L)));
            assertEquals("position " + POSITION, mapped(new After(POSITION)));
            assertEquals("marker t, then 7", mapped(new AfterMarker(ID, 7)));
        }

        private String mapped(PageStart start) {
            return start.map(
                    offset -> "offset " + offset,
                    position -> "position " + position,
                    after -> "marker " + after.marker() + ", then " + after.offset());
        }

        @Test
        @SuppressWarnings("NullAway") // tests callers that are not checked
        void nullIsAProgrammingError() {
            assertThrows(NullPointerException.class, () -> new After(null));
            assertThrows(NullPointerException.class, () -> new AfterMarker(null, 0));
            assertThrows(NullPointerException.class, () -> new TransferPosition(null, ID));
            assertThrows(NullPointerException.class, () -> new TransferPosition(Instant.EPOCH, null));
        }
    }

    @Nested
    class Query {

        @Test
        void factoriesSetTheKindOfStart() {
            assertEquals(new PageQuery(PROJECT, new AtOffset(3), 2), PageQuery.atOffset(PROJECT, 3, 2));
            assertEquals(new PageQuery(PROJECT, new After(POSITION), 2), PageQuery.after(PROJECT, POSITION, 2));
            assertEquals(new PageQuery(PROJECT, new AfterMarker(ID, 3), 2), PageQuery.afterMarker(PROJECT, ID, 3, 2));
        }

        @Test
        void limitIsAtLeastOne() {
            assertEquals(1, PageQuery.atOffset(PROJECT, 0, 1).limit());
            assertEquals(
                    Integer.MAX_VALUE,
                    PageQuery.after(PROJECT, POSITION, Integer.MAX_VALUE).limit());
            assertRejected("limit", "be at least 1", () -> PageQuery.atOffset(PROJECT, 0, 0));
            assertRejected("limit", "be at least 1", () -> PageQuery.after(PROJECT, POSITION, -1));
            assertRejected("limit", "be at least 1", () -> PageQuery.afterMarker(PROJECT, ID, 0, 0));
        }

        @Test
        void offsetIsAtLeastZero() {
            assertRejected("offset", "be at least 0", () -> PageQuery.atOffset(PROJECT, -1, 1));
            assertRejected("offset", "be at least 0", () -> PageQuery.afterMarker(PROJECT, ID, -1, 1));
        }
    }

    @Nested
    class Page {

        private final VolumeTransfer transfer = new VolumeTransfer(PROJECT, ID, null, new VolumeId("v"), Instant.EPOCH);

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
