package org.volumetransfers.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.application.service.Listings.STEP;
import static org.volumetransfers.application.service.Listings.atMost;
import static org.volumetransfers.application.service.Listings.end;
import static org.volumetransfers.application.service.Listings.firstStep;
import static org.volumetransfers.application.service.Listings.next;
import static org.volumetransfers.application.service.Listings.read;
import static org.volumetransfers.application.service.Listings.rest;
import static org.volumetransfers.application.service.Listings.transfers;
import static org.volumetransfers.application.service.RecordingQuery.transfer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.application.port.in.TransferListing.Rest;
import org.volumetransfers.application.port.in.TransferListing.Step;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/** The next page of a listing, which is found when the listing has ended. */
class NextPageTest {

    @Test
    void isAbsentWithoutALimit() {
        assertNull(nextPage(3, null, null));
        assertNull(nextPage(3 * STEP, null, 1));
    }

    @Test
    void isAbsentIfThePageEndsExactlyAtTheEnd() {
        assertNull(nextPage(3, 3, null));
        assertNull(nextPage(3, 2, 1));
        assertNull(nextPage(STEP, STEP, null));
        assertNull(nextPage(2 * STEP, 2 * STEP, null));
        assertNull(nextPage(2 * STEP + 7, 2 * STEP, 7));
    }

    @Test
    void isAbsentIfTheLimitExceedsTheRest() {
        assertNull(nextPage(3, 4, null));
        assertNull(nextPage(3, Integer.MAX_VALUE, null));
        assertNull(nextPage(3 * STEP, 3 * STEP + 1, null));
        assertNull(nextPage(0, 1, null));
    }

    @Test
    void startsAfterTheLastTransferOfTheWholeListing() {
        assertEquals(after(2, 1), nextPage(3, 2, null));
        assertEquals(after(1, 1), nextPage(3, 1, 1));
        assertEquals(after(STEP, STEP - 1), nextPage(STEP + 1, STEP, null));
        assertEquals(after(2 * STEP, 2 * STEP - 1), nextPage(2 * STEP + 1, 2 * STEP, null));
        assertEquals(after(STEP + 1, STEP + 7), nextPage(2 * STEP + 8, STEP + 1, 7));
    }

    @Test
    void hasTheLimitInForce() {
        assertEquals(after(2, 1), nextPageUnder(atMost(2), 5, PageRequest.first(4)));
        assertEquals(after(2, 2), nextPageUnder(atMost(2), 5, new PageRequest(null, 1, null)));
        assertEquals(after(1, 0), nextPageUnder(atMost(2), 5, PageRequest.first(1)));
        assertEquals(after(2, 3), nextPageUnder(atMost(2), 5, after(9, 1)));
        assertEquals(after(STEP + 1, STEP), nextPageUnder(atMost(STEP + 1), 2 * STEP, PageRequest.all()));
    }

    @Test
    void mayFollowAnyOffset() {
        TransferQuery endless = queried -> new TransferPage(transfers(0, Math.min(queried.limit(), STEP)), true);
        Step step = firstStep(endless, PagingRule.DOCUMENTED, new PageRequest(2, Integer.MAX_VALUE, null));
        assertEquals(after(2, 1), end(step).nextPage());
    }

    @Test
    void isKnownAtTheEndOfTheListingOnly() {
        RecordingQuery query = RecordingQuery.holding(4 * STEP);
        Step step = firstStep(query, PagingRule.DOCUMENTED, PageRequest.first(3 * STEP));
        for (int i = 1; i <= 2; i++) {
            assertFalse(rest(step).isEmpty());
            assertNull(rest(step).nextPage());
            step = next(step);
        }
        assertTrue(rest(step).isEmpty());
        assertEquals(after(3 * STEP, 3 * STEP - 1), rest(step).nextPage());
    }

    @Test
    void isUnknownAfterAPartOfTheLastStep() {
        Step step = firstStep(RecordingQuery.holding(4), PagingRule.DOCUMENTED, PageRequest.first(3));
        Rest partly = step.restAfter(2);
        assertFalse(partly.isEmpty());
        assertNull(partly.nextPage());
        assertEquals(after(3, 2), end(read(partly.read())).nextPage());
    }

    @Test
    void needsNoFurtherRead() {
        RecordingQuery query = RecordingQuery.holding(4 * STEP);
        Step step = firstStep(query, PagingRule.DOCUMENTED, PageRequest.first(2 * STEP));
        assertEquals(after(2 * STEP, 2 * STEP - 1), end(step).nextPage());
        assertEquals(List.of(STEP, STEP), query.limits());
    }

    @Test
    void isAbsentIfTheRestIsDeletedMeanwhile() {
        RecordingQuery query = RecordingQuery.holding(STEP + 1);
        Step first = firstStep(query, PagingRule.DOCUMENTED, PageRequest.first(STEP + 1));
        query.delete(transfer(STEP));
        Step last = next(first);
        assertEquals(List.of(), last.transfers());
        assertNull(rest(last).nextPage());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9})
    void leadsThroughAllTransfersEvenIfTheOnesReadAreDeleted(int limit) {
        RecordingQuery query = RecordingQuery.holding(8);
        List<VolumeTransfer> read = new ArrayList<>();
        PageRequest page = PageRequest.first(limit);
        while (page != null) {
            Step step = firstStep(query, PagingRule.DOCUMENTED, page);
            read.addAll(step.transfers());
            step.transfers().forEach(query::delete);
            page = rest(step).nextPage();
        }
        assertEquals(transfers(0, 8), read);
        assertEquals((8 + limit - 1) / limit, query.queries.size());
    }

    private static PageRequest after(int limit, int marker) {
        return PageRequest.after(limit, transfer(marker).id());
    }

    private static @Nullable PageRequest nextPage(int count, @Nullable Integer limit, @Nullable Integer offset) {
        return nextPageUnder(PagingRule.DOCUMENTED, count, new PageRequest(limit, offset, null));
    }

    private static @Nullable PageRequest nextPageUnder(PagingRule rule, int count, PageRequest request) {
        return end(firstStep(RecordingQuery.holding(count), rule, request)).nextPage();
    }
}
