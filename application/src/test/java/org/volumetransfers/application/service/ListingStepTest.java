package org.volumetransfers.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.application.service.Listings.STEP;
import static org.volumetransfers.application.service.Listings.assertFails;
import static org.volumetransfers.application.service.Listings.firstStep;
import static org.volumetransfers.application.service.Listings.list;
import static org.volumetransfers.application.service.Listings.next;
import static org.volumetransfers.application.service.Listings.readAll;
import static org.volumetransfers.application.service.Listings.rest;
import static org.volumetransfers.application.service.Listings.transfers;
import static org.volumetransfers.application.service.RecordingQuery.insertedAfter;
import static org.volumetransfers.application.service.RecordingQuery.transfer;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.application.port.in.TransferListing.Step;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.PageStart;
import org.volumetransfers.domain.PageStart.After;
import org.volumetransfers.domain.PageStart.AtOffset;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

class ListingStepTest {

    @Nested
    class Steps {

        @Test
        void onlyTheFirstIsReadByOffset() {
            RecordingQuery query = RecordingQuery.holding(3 * STEP);
            assertEquals(
                    transfers(7, 3 * STEP),
                    readAll(list(query, PagingRule.DOCUMENTED, new PageRequest(null, 7, null))));
            List<PageStart> expected = List.of(
                    new AtOffset(7),
                    new After(transfer(7 + STEP - 1).position()),
                    new After(transfer(7 + 2 * STEP - 1).position()));
            assertEquals(expected, query.starts());
            assertEquals(List.of(STEP, STEP, STEP), query.limits());
        }

        @Test
        void theLastReadsWhatTheLimitLeaves() {
            RecordingQuery query = RecordingQuery.holding(4 * STEP);
            assertEquals(
                    transfers(0, 2 * STEP + 3),
                    readAll(list(query, PagingRule.DOCUMENTED, PageRequest.first(2 * STEP + 3))));
            assertEquals(List.of(STEP, STEP, 3), query.limits());
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, STEP - 1, STEP, STEP + 1, 2 * STEP - 1, 2 * STEP, 2 * STEP + 1, 1_000})
        void togetherReturnEveryTransferOnce(int count) {
            assertEquals(
                    transfers(0, count),
                    readAll(list(RecordingQuery.holding(count), PagingRule.DOCUMENTED, PageRequest.all())));
        }

        @Test
        void theLastHasAnEmptyRest() {
            Step step = firstStep(RecordingQuery.holding(1), PagingRule.DOCUMENTED, PageRequest.all());
            assertTrue(rest(step).isEmpty());
            assertThrows(NoSuchElementException.class, () -> rest(step).read());
        }

        @Test
        void aRestThatIsReadAgainReturnsTheSameTransfers() {
            Step first = firstStep(RecordingQuery.holding(2 * STEP), PagingRule.DOCUMENTED, PageRequest.all());
            assertEquals(next(first).transfers(), next(first).transfers());
            assertEquals(transfers(0, STEP), first.transfers());
        }
    }

    @Nested
    class ConcurrentChanges {

        @Test
        void insertsBeforeThePositionNeitherRepeatNorHideTransfers() {
            RecordingQuery query = RecordingQuery.holding(2 * STEP);
            Step first = first(query);
            query.insert(insertedAfter(0));
            query.insert(insertedAfter(STEP / 2));
            assertEquals(transfers(STEP, 2 * STEP), next(first).transfers());
        }

        @Test
        void deletesBeforeThePositionHideNoTransfers() {
            RecordingQuery query = RecordingQuery.holding(2 * STEP);
            Step first = first(query);
            transfers(0, STEP).forEach(query::delete);
            assertEquals(transfers(STEP, 2 * STEP), next(first).transfers());
        }

        @Test
        void insertsAfterThePositionAreRead() {
            RecordingQuery query = RecordingQuery.holding(STEP + 1);
            Step first = first(query);
            query.insert(insertedAfter(STEP));
            assertEquals(
                    List.of(transfer(STEP), insertedAfter(STEP)), next(first).transfers());
        }

        @Test
        void theLastStepIsEmptyIfTheRestIsDeleted() {
            RecordingQuery query = RecordingQuery.holding(STEP + 1);
            Step first = first(query);
            assertFalse(rest(first).isEmpty());
            query.delete(transfer(STEP));
            Step last = next(first);
            assertEquals(List.of(), last.transfers());
            assertTrue(rest(last).isEmpty());
        }

        @Test
        void theIteratorEndsIfTheRestIsDeleted() {
            RecordingQuery query = RecordingQuery.holding(STEP + 1);
            Iterator<VolumeTransfer> iterator =
                    list(query, PagingRule.DOCUMENTED, PageRequest.all()).iterator();
            query.delete(transfer(STEP));
            for (int i = 0; i < STEP; i++) {
                assertEquals(transfer(i), iterator.next());
            }
            assertFalse(iterator.hasNext());
            assertThrows(NoSuchElementException.class, iterator::next);
        }

        private Step first(TransferQuery query) {
            return firstStep(query, PagingRule.DOCUMENTED, PageRequest.all());
        }
    }

    @Nested
    class IteratorAndFailure {

        @Test
        void theIteratorNeedsNoHasNext() {
            Iterator<VolumeTransfer> iterator = list(
                            RecordingQuery.holding(STEP + 1), PagingRule.DOCUMENTED, PageRequest.all())
                    .iterator();
            for (int i = 0; i <= STEP; i++) {
                assertEquals(transfer(i), iterator.next());
            }
            assertThrows(NoSuchElementException.class, iterator::next);
        }

        @Test
        void theIteratorReadsAStepOnceTheOneBeforeIsUsedUp() {
            RecordingQuery query = RecordingQuery.holding(2 * STEP);
            Iterator<VolumeTransfer> iterator =
                    list(query, PagingRule.DOCUMENTED, PageRequest.all()).iterator();
            for (int i = 0; i < STEP; i++) {
                iterator.next();
            }
            assertEquals(1, query.queries.size());
            assertTrue(iterator.hasNext());
            assertTrue(iterator.hasNext());
            assertEquals(2, query.queries.size());
        }

        @Test
        void aFailureOfStorageFailsTheStepBeingRead() {
            BackendUnavailableException unavailable =
                    new BackendUnavailableException(Backend.STORAGE, "unavailable", null);
            RecordingQuery query = RecordingQuery.holding(2 * STEP);
            TransferQuery failingAfterTheFirst = queried -> {
                if (query.queries.isEmpty()) {
                    return query.page(queried);
                }
                throw unavailable;
            };
            Step first = firstStep(failingAfterTheFirst, PagingRule.DOCUMENTED, PageRequest.all());
            assertEquals(transfers(0, STEP), first.transfers());
            assertSame(
                    unavailable,
                    assertFails(
                            BackendUnavailableException.class, () -> rest(first).read()));
        }
    }
}
