package org.volumetransfers.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.application.service.BlockingTransferPages.direct;
import static org.volumetransfers.application.service.Listings.STEP;
import static org.volumetransfers.application.service.Listings.assertFails;
import static org.volumetransfers.application.service.Listings.firstStep;
import static org.volumetransfers.application.service.Listings.list;
import static org.volumetransfers.application.service.Listings.readAll;
import static org.volumetransfers.application.service.Listings.rest;
import static org.volumetransfers.application.service.Listings.rule;
import static org.volumetransfers.application.service.Listings.transfers;
import static org.volumetransfers.application.service.RecordingQuery.transfer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.application.port.in.TransferListing;
import org.volumetransfers.application.port.in.TransferListing.Step;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.PageStart;
import org.volumetransfers.domain.PageStart.After;
import org.volumetransfers.domain.PageStart.AfterMarker;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.error.OffsetRefusedException;
import org.volumetransfers.domain.error.OffsetRefusedException.Reason;
import org.volumetransfers.domain.error.UnknownMarkerException;

/** Listings that start after a marker. */
class MarkerTest {

    private static final TransferId UNKNOWN = new TransferId("unknown");

    @ParameterizedTest
    @EnumSource
    void theListStartsAfterTheMarker(OffsetRule rule) {
        RecordingQuery query = RecordingQuery.holding(5);
        assertEquals(transfers(2, 5), readAll(list(query, rule(rule), after(null, null, 1))));
        assertEquals(transfers(2, 4), readAll(list(query, rule(rule), after(2, null, 1))));
        assertEquals(transfers(4, 5), readAll(list(query, rule(rule), after(2, null, 3))));
    }

    @ParameterizedTest
    @EnumSource
    void afterTheLastTransferTheListIsEmpty(OffsetRule rule) {
        Step step = firstStep(RecordingQuery.holding(3), rule(rule), after(2, null, 2));
        assertEquals(List.of(), step.transfers());
        assertTrue(rest(step).isEmpty());
        assertNull(rest(step).nextPage());
    }

    @ParameterizedTest
    @EnumSource
    void theOffsetCountsFromTheMarker(OffsetRule rule) {
        RecordingQuery query = RecordingQuery.holding(5);
        assertEquals(transfers(3, 5), readAll(list(query, rule(rule), after(null, 1, 1))));
        assertEquals(transfers(4, 5), readAll(list(query, rule(rule), after(9, 2, 1))));
    }

    @Test
    void documentedRuleRejectsOffsetZeroWithoutReadingStorage() {
        RecordingQuery query = RecordingQuery.holding(3);
        OffsetRefusedException error = assertThrows(
                OffsetRefusedException.class, () -> list(query, rule(OffsetRule.DOCUMENTED), after(null, 0, 1)));
        assertEquals(Reason.NOT_POSITIVE, error.reason());
        assertEquals(List.of(), query.queries);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, Integer.MAX_VALUE})
    void documentedRuleRejectsAnOffsetPastTheEnd(int offset) {
        TransferListing listing = list(RecordingQuery.holding(5), rule(OffsetRule.DOCUMENTED), after(null, offset, 2));
        OffsetRefusedException error = assertFails(OffsetRefusedException.class, listing::firstStep);
        assertEquals(Reason.PAST_THE_END, error.reason());
        assertEquals(offset, error.offset());
    }

    @Test
    void lenientRuleAcceptsOffsetZero() {
        assertEquals(
                transfers(2, 5), readAll(list(RecordingQuery.holding(5), rule(OffsetRule.LENIENT), after(null, 0, 1))));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, Integer.MAX_VALUE})
    void lenientRuleFindsNothingPastTheEnd(int offset) {
        assertEquals(
                List.of(), readAll(list(RecordingQuery.holding(5), rule(OffsetRule.LENIENT), after(null, offset, 2))));
    }

    @Test
    void aDeletedTransferKeepsItsPlace() {
        RecordingQuery query = RecordingQuery.holding(5);
        query.delete(transfer(1));
        query.delete(transfer(2));
        assertEquals(transfers(3, 5), readAll(list(query, PagingRule.DOCUMENTED, after(null, null, 1))));
        assertEquals(transfers(4, 5), readAll(list(query, PagingRule.DOCUMENTED, after(null, 1, 1))));
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownMarkerFailsTheFirstStep(OffsetRule rule) {
        RecordingQuery query = RecordingQuery.holding(3);
        TransferListing listing = list(query, rule(rule), new PageRequest(2, null, UNKNOWN));
        assertEquals(List.of(), query.queries);
        assertFails(UnknownMarkerException.class, listing::firstStep);
        assertThrows(UnknownMarkerException.class, listing::iterator);
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownMarkerIsReportedBeforeAnOffsetPastTheEnd(OffsetRule rule) {
        TransferListing listing = list(RecordingQuery.holding(3), rule(rule), new PageRequest(2, 7, UNKNOWN));
        assertFails(UnknownMarkerException.class, listing::firstStep);
    }

    @Test
    void aTransferOfAnotherProjectIsNoMarker() {
        TransferListing listing = new ListVolumeTransfersService(
                        direct(RecordingQuery.holding(3)), PagingRule.DOCUMENTED)
                .list(new ProjectId("other"), after(null, null, 1));
        assertFails(UnknownMarkerException.class, listing::firstStep);
    }

    @Test
    void onlyTheFirstStepIsReadByMarker() {
        RecordingQuery query = RecordingQuery.holding(3 * STEP);
        assertEquals(transfers(7, 3 * STEP), readAll(list(query, PagingRule.DOCUMENTED, after(null, 2, 4))));
        List<PageStart> expected = List.of(
                new AfterMarker(transfer(4).id(), 2),
                new After(transfer(7 + STEP - 1).position()),
                new After(transfer(7 + 2 * STEP - 1).position()));
        assertEquals(expected, query.starts());
    }

    private static PageRequest after(@Nullable Integer limit, @Nullable Integer offset, int marker) {
        return new PageRequest(limit, offset, transfer(marker).id());
    }
}
