package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertIterableEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/** Transfers are ordered by creation time, then by id in byte order. Compares ids only; values are another topic. */
abstract class OrderTopic extends QueryTopic {

    OrderTopic(TransferQueryContract contract) {
        super(contract);
    }

    @Test
    void earlierTransfersComeFirst() {
        assertOrder(SampleTransfers.plainRows(PROJECT, 10));
    }

    @Test
    void timeDecidesBeforeId() {
        assertTimeOrder("2025-06-15T12:00:00Z", "2025-06-15T12:00:01Z", "2025-06-15T12:00:02Z");
    }

    @Test
    void microsecondsDecideBeforeId() {
        assertTimeOrder("2025-06-15T12:00:00Z", "2025-06-15T12:00:00.000001Z", "2025-06-15T12:00:00.000002Z");
    }

    @Test
    void timesBefore1970ComeBeforeLaterOnes() {
        assertTimeOrder(
                "0001-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999Z",
                "1970-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999Z");
    }

    @Test
    void equalTimesAreOrderedById() {
        assertIdOrder(
                "10000000-0000-4000-8000-000000000000",
                "10000000-0000-4000-8000-000000000001",
                "10000000-0000-4000-8000-00000000000a",
                "10000000-0000-4000-8000-00000000000b",
                "20000000-0000-4000-8000-000000000000");
    }

    @Test
    void uuidsAreOrderedAsText() {
        assertIdOrder(
                "00000000-0000-4000-8000-000000000000",
                "00000000-0000-4000-9000-000000000000",
                "7fffffff-ffff-4fff-7fff-ffffffffffff",
                "7fffffff-ffff-4fff-bfff-ffffffffffff",
                "80000000-0000-4000-8000-000000000000",
                "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }

    @Test
    void idsAreOrderedByBytesAndNotByLocale() {
        assertIdOrder("-z", "A", "B", "Z", "_", "a", "a-c", "aB-", "ab", "b", "e\u0301", "z", "\u00C4", "\u00E9");
    }

    @Test
    void idsThatDifferOnlyInCaseAreOrderedByBytes() {
        assertIdOrder(
                "CAC5C677-73A9-4288-BB9C-B2EBFB547377",
                "CAC5C677-73a9-4288-bb9c-b2ebfb547377",
                "cac5c677-73A9-4288-BB9C-B2EBFB547377",
                "cac5c677-73a9-4288-bb9c-b2ebfb547377");
    }

    @Test
    void idsAreOrderedByCodePoint() {
        assertIdOrder("\uD7FF", "\uE000", "\uFF5E", "\uFFFD", "\uD800\uDC00", "\uD83D\uDE00", "\uDBFF\uDFFF");
    }

    @Test
    void anIdPrecedesLongerOnesThatStartWithIt() {
        assertIdOrder("a", "a ", "a  ", "a!", "aa", "aaa");
    }

    @Test
    void digitsInIdsAreNotNumbers() {
        assertIdOrder("007", "07", "1", "10", "100", "2", "7");
    }

    /** Asserts the order of times whose transfers have descending ids. */
    private void assertTimeOrder(String... times) {
        assertOrder(IntStream.range(0, times.length)
                .mapToObj(i -> SampleTransfers.at(PROJECT, "id " + (9 - i), Instant.parse(times[i])))
                .toList());
    }

    private void assertIdOrder(String... ids) {
        assertOrder(
                Stream.of(ids).map(id -> SampleTransfers.at(PROJECT, id, NOON)).toList());
    }

    /** Asserts that the rows are returned in this order when inserted in it, reversed, and shuffled. */
    private void assertOrder(List<VolumeTransfer> inOrder) {
        List<VolumeTransfer> inserted = new ArrayList<>(inOrder);
        assertOrderWhenInserted(inserted, inOrder);
        Collections.reverse(inserted);
        assertOrderWhenInserted(inserted, inOrder);
        Random random = new Random(1);
        for (int i = 0; i < 3; i++) {
            Collections.shuffle(inserted, random);
            assertOrderWhenInserted(inserted, inOrder);
        }
    }

    private void assertOrderWhenInserted(List<VolumeTransfer> inserted, List<VolumeTransfer> inOrder) {
        TransferQuery query = holdingPending(inserted);
        List<VolumeTransfer> all =
                query.page(PageQuery.atOffset(PROJECT, 0, inOrder.size())).transfers();
        assertIterableEquals(ids(inOrder), ids(all));
    }
}
