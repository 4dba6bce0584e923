package org.volumetransfers.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.application.service.BlockingTransferPages.direct;
import static org.volumetransfers.application.service.RecordingQuery.PROJECT;
import static org.volumetransfers.application.service.RecordingQuery.insertedAfter;
import static org.volumetransfers.application.service.RecordingQuery.transfer;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.application.port.in.TransferListing;
import org.volumetransfers.application.port.in.TransferListing.Rest;
import org.volumetransfers.application.port.in.TransferListing.Step;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.PageStart;
import org.volumetransfers.domain.PageStart.After;
import org.volumetransfers.domain.PageStart.AtOffset;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.domain.error.InvalidConfigurationException;
import org.volumetransfers.domain.error.OffsetRefusedException;
import org.volumetransfers.domain.error.OffsetRefusedException.Reason;

// Longer than 250 lines: one use case, whose topics share their set-up.
class ListVolumeTransfersServiceTest {

    private static final int STEP = ListingStep.SIZE;

    private static TransferListing list(TransferQuery query, PagingRule rule, PageRequest request) {
        return new ListVolumeTransfersService(direct(query), rule).list(PROJECT, request);
    }

    private static Step firstStep(TransferListing listing) {
        return read(listing.firstStep());
    }

    private static Step firstStep(TransferQuery query, PagingRule rule, PageRequest request) {
        return firstStep(list(query, rule, request));
    }

    private static Rest rest(Step step) {
        return step.restAfter(step.transfers().size());
    }

    private static Step next(Step step) {
        return read(rest(step).read());
    }

    private static Step read(CompletionStage<Step> stage) {
        return stage.toCompletableFuture().join();
    }

    private static <E extends Exception> E assertFails(Class<E> error, Supplier<CompletionStage<Step>> reading) {
        CompletableFuture<Step> stage = reading.get().toCompletableFuture();
        return assertInstanceOf(
                error, assertThrows(CompletionException.class, stage::join).getCause());
    }

    private static PagingRule rule(OffsetRule offsetRule) {
        return new PagingRule(offsetRule, null);
    }

    private static PagingRule atMost(int maxLimit) {
        return new PagingRule(OffsetRule.DOCUMENTED, maxLimit);
    }

    private static List<VolumeTransfer> transfers(int from, int to) {
        return IntStream.range(from, to).mapToObj(RecordingQuery::transfer).toList();
    }

    private static List<VolumeTransfer> readAll(Iterable<VolumeTransfer> listing) {
        List<VolumeTransfer> read = new ArrayList<>();
        listing.forEach(read::add);
        return read;
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
            assertEquals(transfers(1, 3), readAll(list(query, rule(rule), new PageRequest(null, 1))));
            assertEquals(transfers(2, 3), readAll(list(query, rule(rule), new PageRequest(9, 2))));
        }

        @Test
        void documentedRuleRejectsOffsetZeroWithoutReadingStorage() {
            RecordingQuery query = RecordingQuery.holding(3);
            OffsetRefusedException error = assertThrows(
                    OffsetRefusedException.class,
                    () -> list(query, rule(OffsetRule.DOCUMENTED), new PageRequest(null, 0)));
            assertEquals(Reason.NOT_POSITIVE, error.reason());
            assertEquals(0, error.offset());
            assertEquals(List.of(), query.queries);
        }

        @ParameterizedTest
        @ValueSource(ints = {3, 4, Integer.MAX_VALUE})
        void documentedRuleRejectsAnOffsetAtOrPastTheCount(int offset) {
            TransferListing listing =
                    list(RecordingQuery.holding(3), rule(OffsetRule.DOCUMENTED), new PageRequest(null, offset));
            OffsetRefusedException error = assertFails(OffsetRefusedException.class, listing::firstStep);
            assertEquals(Reason.PAST_THE_END, error.reason());
            assertEquals(offset, error.offset());
            assertThrows(OffsetRefusedException.class, listing::iterator);
        }

        @Test
        void documentedRuleRejectsAnyOffsetIntoAnEmptyProject() {
            TransferListing listing =
                    list(RecordingQuery.holding(0), rule(OffsetRule.DOCUMENTED), new PageRequest(5, 1));
            assertFails(OffsetRefusedException.class, listing::firstStep);
        }

        @Test
        void lenientRuleAcceptsOffsetZero() {
            assertEquals(
                    transfers(0, 3),
                    readAll(list(RecordingQuery.holding(3), rule(OffsetRule.LENIENT), new PageRequest(null, 0))));
        }

        @ParameterizedTest
        @ValueSource(ints = {3, 4, Integer.MAX_VALUE})
        void lenientRuleFindsNothingAtOrPastTheCount(int offset) {
            Step step = firstStep(RecordingQuery.holding(3), rule(OffsetRule.LENIENT), new PageRequest(5, offset));
            assertEquals(List.of(), step.transfers());
            assertTrue(rest(step).isEmpty());
            assertNull(step.nextPage());
        }
    }

    @Nested
    class MaxLimit {

        @Test
        void capsALargerLimit() {
            Step step = firstStep(RecordingQuery.holding(5), atMost(2), PageRequest.first(4));
            assertEquals(transfers(0, 2), step.transfers());
            assertTrue(rest(step).isEmpty());
            assertEquals(new PageRequest(2, 2), step.nextPage());
        }

        @Test
        void capsAListWithoutLimit() {
            Step step = firstStep(RecordingQuery.holding(5), atMost(2), new PageRequest(null, 1));
            assertEquals(transfers(1, 3), step.transfers());
            assertEquals(new PageRequest(2, 3), step.nextPage());
        }

        @Test
        void keepsASmallerLimit() {
            Step step = firstStep(RecordingQuery.holding(5), atMost(2), PageRequest.first(1));
            assertEquals(transfers(0, 1), step.transfers());
            assertEquals(new PageRequest(1, 1), step.nextPage());
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

    @Nested
    class NextPage {

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
        void startsWhereThisPageEnds() {
            assertEquals(new PageRequest(2, 2), nextPage(3, 2, null));
            assertEquals(new PageRequest(1, 2), nextPage(3, 1, 1));
            assertEquals(new PageRequest(STEP, STEP), nextPage(STEP + 1, STEP, null));
            assertEquals(new PageRequest(2 * STEP, 2 * STEP), nextPage(2 * STEP + 1, 2 * STEP, null));
            assertEquals(new PageRequest(STEP + 1, STEP + 8), nextPage(2 * STEP + 8, STEP + 1, 7));
        }

        @Test
        void ofASingleStepNeedsNoFurtherRead() {
            RecordingQuery query = RecordingQuery.holding(STEP + 1);
            firstStep(query, PagingRule.DOCUMENTED, PageRequest.first(STEP));
            assertEquals(1, query.queries.size());
        }

        @Test
        void ofSeveralStepsIsFoundByReadingItsFirstTransfer() {
            RecordingQuery query = RecordingQuery.holding(4 * STEP);
            firstStep(query, PagingRule.DOCUMENTED, new PageRequest(2 * STEP, 5));
            assertEquals(
                    List.of(PageQuery.atOffset(PROJECT, 5, STEP), PageQuery.atOffset(PROJECT, 2L * STEP + 5, 1)),
                    query.queries);
        }

        @Test
        void isNotLookedUpIfTheFirstStepIsTheLast() {
            RecordingQuery query = RecordingQuery.holding(STEP);
            firstStep(query, PagingRule.DOCUMENTED, PageRequest.first(2 * STEP));
            assertEquals(1, query.queries.size());
        }

        @Test
        void isTheSameInEveryStep() {
            RecordingQuery query = RecordingQuery.holding(4 * STEP);
            Step step = firstStep(query, PagingRule.DOCUMENTED, PageRequest.first(3 * STEP));
            while (!rest(step).isEmpty()) {
                assertEquals(new PageRequest(3 * STEP, 3 * STEP), step.nextPage());
                step = next(step);
            }
            assertEquals(new PageRequest(3 * STEP, 3 * STEP), step.nextPage());
        }

        @Test
        void mayStartAtTheLargestOffset() {
            TransferQuery endless = endless();
            int largest = Integer.MAX_VALUE;
            assertEquals(new PageRequest(1, largest), nextPage(endless, 1, largest - 1));
            assertEquals(new PageRequest(2 * STEP, largest), nextPage(endless, 2 * STEP, largest - 2 * STEP));
            assertEquals(new PageRequest(largest, largest), nextPage(endless, largest, null));
        }

        @Test
        void isAbsentIfItsOffsetWouldBeTooLarge() {
            TransferQuery endless = endless();
            int largest = Integer.MAX_VALUE;
            assertNull(nextPage(endless, 1, largest));
            assertNull(nextPage(endless, 2 * STEP, largest - 1));
            assertNull(nextPage(endless, largest, 1));
            assertNull(nextPage(endless, largest, largest));
        }

        private @Nullable PageRequest nextPage(int count, @Nullable Integer limit, @Nullable Integer offset) {
            return nextPage(RecordingQuery.holding(count), limit, offset);
        }

        private @Nullable PageRequest nextPage(TransferQuery query, @Nullable Integer limit, @Nullable Integer offset) {
            return firstStep(query, PagingRule.DOCUMENTED, new PageRequest(limit, offset))
                    .nextPage();
        }

        /** Returns a query with more transfers than any offset can skip. */
        private TransferQuery endless() {
            return queried -> new TransferPage(transfers(0, Math.min(queried.limit(), STEP)), true);
        }
    }

    @Nested
    class Steps {

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
        void onlyTheFirstIsReadByOffset() {
            RecordingQuery query = RecordingQuery.holding(3 * STEP);
            assertEquals(transfers(7, 3 * STEP), readAll(list(query, PagingRule.DOCUMENTED, new PageRequest(null, 7))));
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
            // The second query looks up the next page.
            assertEquals(List.of(STEP, 1, STEP, 3), query.limits());
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

        @Test
        void onlyTheGivenProjectIsRead() {
            RecordingQuery query = RecordingQuery.holding(3);
            ProjectId other = new ProjectId("other");
            TransferListing listing =
                    new ListVolumeTransfersService(direct(query), PagingRule.DOCUMENTED).list(other, PageRequest.all());
            assertEquals(List.of(), readAll(listing));
            assertEquals(other, query.queries.get(0).project());
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
