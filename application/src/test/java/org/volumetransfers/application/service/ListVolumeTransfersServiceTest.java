package org.volumetransfers.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.application.service.BlockingTransferPages.direct;
import static org.volumetransfers.application.service.Listings.STEP;
import static org.volumetransfers.application.service.Listings.assertFails;
import static org.volumetransfers.application.service.Listings.atMost;
import static org.volumetransfers.application.service.Listings.firstStep;
import static org.volumetransfers.application.service.Listings.list;
import static org.volumetransfers.application.service.Listings.readAll;
import static org.volumetransfers.application.service.Listings.rest;
import static org.volumetransfers.application.service.Listings.rule;
import static org.volumetransfers.application.service.Listings.transfers;
import static org.volumetransfers.application.service.RecordingQuery.transfer;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.application.port.in.TransferListing;
import org.volumetransfers.application.port.in.TransferListing.Step;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.error.InvalidConfigurationException;
import org.volumetransfers.domain.error.OffsetRefusedException;
import org.volumetransfers.domain.error.OffsetRefusedException.Reason;

class ListVolumeTransfersServiceTest {

    @Test
    void storageIsNotReadBeforeTheFirstStep() {
        RecordingQuery query = RecordingQuery.holding(3);
        TransferListing listing = list(query, PagingRule.DOCUMENTED, PageRequest.all());
        assertEquals(List.of(), query.queries);
        listing.firstStep();
        assertEquals(1, query.queries.size());
    }

    @Test
    void aListingThatIsUsedAgainReadsAgain() {
        RecordingQuery query = RecordingQuery.holding(1);
        TransferListing listing = list(query, PagingRule.DOCUMENTED, PageRequest.all());
        assertEquals(transfers(0, 1), readAll(listing));
        query.insert(transfer(1));
        assertEquals(transfers(0, 2), readAll(listing));
    }

    @Test
    void onlyTheGivenProjectIsRead() {
        RecordingQuery query = RecordingQuery.holding(3);
        ProjectId other = new ProjectId("other");
        TransferListing listing =
                new ListVolumeTransfersService(direct(query), PagingRule.DOCUMENTED).list(other, PageRequest.all());
        assertEquals(List.of(), readAll(listing));
        assertEquals(other, query.queries.get(0).project());
    }

    @Nested
    class OffsetRules {

        @ParameterizedTest
        @EnumSource
        void withoutOffsetTheListStartsWithTheFirstTransfer(OffsetRule rule) {
            assertEquals(transfers(0, 3), readAll(list(RecordingQuery.holding(3), rule(rule), PageRequest.all())));
        }

        @ParameterizedTest
        @EnumSource
        void withoutOffsetAnEmptyProjectHasAnEmptyList(OffsetRule rule) {
            assertEquals(List.of(), readAll(list(RecordingQuery.holding(0), rule(rule), PageRequest.all())));
        }

        @ParameterizedTest
        @EnumSource
        void offsetBelowTheCountSkipsThatMany(OffsetRule rule) {
            RecordingQuery query = RecordingQuery.holding(3);
            assertEquals(transfers(1, 3), readAll(list(query, rule(rule), new PageRequest(null, 1, null))));
            assertEquals(transfers(2, 3), readAll(list(query, rule(rule), new PageRequest(9, 2, null))));
        }

        @Test
        void documentedRuleRejectsOffsetZeroWithoutReadingStorage() {
            RecordingQuery query = RecordingQuery.holding(3);
            OffsetRefusedException error = assertThrows(
                    OffsetRefusedException.class,
                    () -> list(query, rule(OffsetRule.DOCUMENTED), new PageRequest(null, 0, null)));
            assertEquals(Reason.NOT_POSITIVE, error.reason());
            assertEquals(0, error.offset());
            assertEquals(List.of(), query.queries);
        }

        @ParameterizedTest
        @ValueSource(ints = {3, 4, Integer.MAX_VALUE})
        void documentedRuleRejectsAnOffsetAtOrPastTheCount(int offset) {
            TransferListing listing =
                    list(RecordingQuery.holding(3), rule(OffsetRule.DOCUMENTED), new PageRequest(null, offset, null));
            OffsetRefusedException error = assertFails(OffsetRefusedException.class, listing::firstStep);
            assertEquals(Reason.PAST_THE_END, error.reason());
            assertEquals(offset, error.offset());
            assertThrows(OffsetRefusedException.class, listing::iterator);
        }

        @Test
        void documentedRuleRejectsAnyOffsetIntoAnEmptyProject() {
            TransferListing listing =
                    list(RecordingQuery.holding(0), rule(OffsetRule.DOCUMENTED), new PageRequest(5, 1, null));
            assertFails(OffsetRefusedException.class, listing::firstStep);
        }

        @Test
        void lenientRuleAcceptsOffsetZero() {
            assertEquals(
                    transfers(0, 3),
                    readAll(list(RecordingQuery.holding(3), rule(OffsetRule.LENIENT), new PageRequest(null, 0, null))));
        }

        @ParameterizedTest
        @ValueSource(ints = {3, 4, Integer.MAX_VALUE})
        void lenientRuleFindsNothingAtOrPastTheCount(int offset) {
            Step step =
                    firstStep(RecordingQuery.holding(3), rule(OffsetRule.LENIENT), new PageRequest(5, offset, null));
            assertEquals(List.of(), step.transfers());
            assertTrue(rest(step).isEmpty());
            assertNull(rest(step).nextPage());
        }
    }

    @Nested
    class MaxLimit {

        @Test
        void capsALargerLimit() {
            Step step = firstStep(RecordingQuery.holding(5), atMost(2), PageRequest.first(4));
            assertEquals(transfers(0, 2), step.transfers());
            assertTrue(rest(step).isEmpty());
        }

        @Test
        void capsAListWithoutLimit() {
            Step step = firstStep(RecordingQuery.holding(5), atMost(2), new PageRequest(null, 1, null));
            assertEquals(transfers(1, 3), step.transfers());
        }

        @Test
        void keepsASmallerLimit() {
            Step step = firstStep(RecordingQuery.holding(5), atMost(2), PageRequest.first(1));
            assertEquals(transfers(0, 1), step.transfers());
        }

        @Test
        void mayExceedAStep() {
            assertEquals(
                    transfers(0, STEP + 1),
                    readAll(list(RecordingQuery.holding(2 * STEP), atMost(STEP + 1), PageRequest.all())));
        }

        @Test
        void isAtLeastOne() {
            assertEquals(1, atMost(1).maxLimit());
            assertThrows(InvalidConfigurationException.class, () -> atMost(0));
            assertThrows(InvalidConfigurationException.class, () -> atMost(-1));
        }
    }
}
