package org.volumetransfers.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.volumetransfers.domain.StoredTextTest.assertRefused;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageStart.After;
import org.volumetransfers.domain.PageStart.AtOffset;

/** What is asked for and what comes back: PageRequest, PageStart, PageQuery, TransferPage. */
class PagesTest {

    private static final ProjectId PROJECT = new ProjectId("p");
    private static final TransferPosition PLACE = new TransferPosition(Instant.EPOCH, new TransferId("t"));

    @Nested
    class Request {

        @Test
        void limitIsAtLeastOneOrAbsent() {
            assertNull(new PageRequest(null, null).limit());
            assertEquals(1, new PageRequest(1, null).limit());
            assertEquals(Integer.MAX_VALUE, new PageRequest(Integer.MAX_VALUE, null).limit());
            assertRefused("limit", "be at least 1", () -> new PageRequest(0, null));
            assertRefused("limit", "be at least 1", () -> new PageRequest(Integer.MIN_VALUE, null));
        }

        @Test
        void offsetIsAtLeastZeroOrAbsent() {
            assertNull(new PageRequest(null, null).offset());
            assertEquals(0, new PageRequest(null, 0).offset());
            assertEquals(Integer.MAX_VALUE, new PageRequest(null, Integer.MAX_VALUE).offset());
            assertRefused("offset", "be at least 0", () -> new PageRequest(null, -1));
            assertRefused("offset", "be at least 0", () -> new PageRequest(null, Integer.MIN_VALUE));
        }

        @Test
        void limitIsReportedBeforeOffset() {
            assertRefused("limit", "be at least 1", () -> new PageRequest(0, -1));
        }

        @Test
        void allHasNeitherLimitNorOffset() {
            assertEquals(new PageRequest(null, null), PageRequest.all());
        }

        @Test
        void firstHasALimitOnly() {
            assertEquals(new PageRequest(7, null), PageRequest.first(7));
            assertRefused("limit", "be at least 1", () -> PageRequest.first(0));
        }
    }

    @Nested
    class Start {

        @Test
        void offsetIsAtLeastZeroAndMayExceedAnInt() {
            assertEquals(0, new AtOffset(0).offset());
            assertEquals(Long.MAX_VALUE, new AtOffset(Long.MAX_VALUE).offset());
            assertRefused("offset", "be at least 0", () -> new AtOffset(-1));
            assertRefused("offset", "be at least 0", () -> new AtOffset(Long.MIN_VALUE));
        }

        @Test
        void mapCallsTheOneThatBelongsToTheKind() {
            PageStart offset = new AtOffset(5_000_000_000L);
            PageStart after = new After(PLACE);
            assertEquals("offset 5000000000", offset.<String>map(n -> "offset " + n, place -> "after " + place));
            assertEquals("after " + PLACE, after.<String>map(n -> "offset " + n, place -> "after " + place));
        }

        @Test
        @SuppressWarnings("NullAway") // that callers who are not checked get an error at once is the point
        void nullIsAProgrammingError() {
            assertThrows(NullPointerException.class, () -> new After(null));
            assertThrows(NullPointerException.class, () -> new TransferPosition(null, PLACE.id()));
            assertThrows(NullPointerException.class, () -> new TransferPosition(Instant.EPOCH, null));
        }
    }

    @Nested
    class Query {

        @Test
        void factoriesGiveTheKindOfStart() {
            assertEquals(new PageQuery(PROJECT, new AtOffset(3), 2), PageQuery.atOffset(PROJECT, 3, 2));
            assertEquals(new PageQuery(PROJECT, new After(PLACE), 2), PageQuery.after(PROJECT, PLACE, 2));
        }

        @Test
        void limitIsAtLeastOne() {
            assertEquals(1, PageQuery.atOffset(PROJECT, 0, 1).limit());
            assertEquals(
                    Integer.MAX_VALUE,
                    PageQuery.after(PROJECT, PLACE, Integer.MAX_VALUE).limit());
            assertRefused("limit", "be at least 1", () -> PageQuery.atOffset(PROJECT, 0, 0));
            assertRefused("limit", "be at least 1", () -> PageQuery.after(PROJECT, PLACE, -1));
        }

        @Test
        void offsetIsAtLeastZero() {
            assertRefused("offset", "be at least 0", () -> PageQuery.atOffset(PROJECT, -1, 1));
        }
    }

    @Nested
    class Page {

        private final VolumeTransfer transfer =
                new VolumeTransfer(PROJECT, new TransferId("t"), null, new VolumeId("v"), Instant.EPOCH);

        @Test
        void doesNotChangeWithTheListItWasMadeOf() {
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
