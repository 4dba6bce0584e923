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
import org.volumetransfers.domain.VolumeTransfer;

/** Transfers are ordered by creation time, then by id in byte order. Compares ids only; values are another topic. */
abstract class OrderTopic extends QueryTopic {

    OrderTopic(TransferQueryContract contract) {
        super(contract);
    }

    @Test
    void timeDecidesBeforeId() {
        String[] times = {
            "0001-01-01T00:00:00Z",
            "1969-12-31T23:59:59.999999Z",
            "1970-01-01T00:00:00Z",
            "2025-06-15T12:00:00Z",
            "2025-06-15T12:00:00.000001Z",
            "2025-06-15T12:00:00.000002Z",
            "2025-06-15T12:00:01Z",
            "9999-12-31T23:59:59.999999Z"
        };
        assertOrder(IntStream.range(0, times.length)
                .mapToObj(i -> SampleTransfers.at(PROJECT, "id " + (9 - i), Instant.parse(times[i])))
                .toList());
    }

    @Test
    void uuidsAreOrderedAsText() {
        assertIdOrder(
                "00000000-0000-4000-8000-000000000000",
                "00000000-0000-4000-8000-000000000001",
                "00000000-0000-4000-8000-00000000000a",
                "00000000-0000-4000-9000-000000000000",
                "7fffffff-ffff-4fff-7fff-ffffffffffff",
                "7fffffff-ffff-4fff-bfff-ffffffffffff",
                "80000000-0000-4000-8000-000000000000",
                "CAC5C677-73A9-4288-BB9C-B2EBFB547377",
                "CAC5C677-73a9-4288-bb9c-b2ebfb547377",
                "cac5c677-73A9-4288-BB9C-B2EBFB547377",
                "cac5c677-73a9-4288-bb9c-b2ebfb547377",
                "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }

    @Test
    void idsAreOrderedByBytesAndNotByLocale() {
        assertIdOrder("-z", "A", "B", "Z", "_", "a", "a-c", "aB-", "ab", "b", "e\u0301", "z", "\u00C4", "\u00E9");
    }

    @Test
    void idsAreOrderedByCodePoint() {
        assertIdOrder("\uD7FF", "\uE000", "\uFF5E", "\uFFFD", "\uD800\uDC00", "\uD83D\uDE00", "\uDBFF\uDFFF");
    }

    @Test
    void prefixesPrecedeLongerIdsAndDigitsAreNotNumbers() {
        assertIdOrder("007", "07", "1", "10", "100", "2", "7", "a", "a ", "a  ", "a!", "aa", "aaa");
    }

    private void assertIdOrder(String... ids) {
        assertOrder(Stream.of(ids)
                .map(id -> SampleTransfers.at(PROJECT, id, SampleTransfers.plainTime(0)))
                .toList());
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
        PageQuery all = PageQuery.atOffset(PROJECT, 0, inOrder.size());
        assertIterableEquals(
                ids(inOrder), ids(holdingPending(inserted).page(all).transfers()));
    }
}
