package org.volumetransfers.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.application.service.RecordingQuery.PROJECT;
import static org.volumetransfers.application.service.RecordingQuery.latecomer;
import static org.volumetransfers.application.service.RecordingQuery.transfer;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.application.port.in.TransferListing;
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
import org.volumetransfers.domain.error.InvalidValueException;
import org.volumetransfers.domain.error.OffsetRefusedException;
import org.volumetransfers.domain.error.OffsetRefusedException.Reason;

// Longer than 250 lines: one use case, whose topics share two lines of set-up and are read side by side.
class ListVolumeTransfersServiceTest {

    private static final int STEP = ListingStep.SIZE;

    private static TransferListing list(TransferQuery query, PagingRule rule, PageRequest request) {
        return new ListVolumeTransfersService(query, rule).list(PROJECT, request);
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
        List<VolumeTransfer> met = new ArrayList<>();
        listing.forEach(met::add);
        return met;
    }

    @Nested
    class OffsetRules {

        @ParameterizedTest
        @EnumSource
        void withoutOffsetTheListStartsWithTheFirst(OffsetRule rule) {
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
        void documentedRuleRefusesOffsetZeroBeforeStorageIsAsked() {
            RecordingQuery query = RecordingQuery.holding(3);
            OffsetRefusedException refusal = assertThrows(
                    OffsetRefusedException.class,
                    () -> list(query, rule(OffsetRule.DOCUMENTED), new PageRequest(null, 0)));
            assertEquals(Reason.NOT_POSITIVE, refusal.reason());
            assertEquals(0, refusal.offset());
            assertEquals(List.of(), query.asked);
        }

        @ParameterizedTest
        @ValueSource(ints = {3, 4, Integer.MAX_VALUE})
        void documentedRuleRefusesAnOffsetAtOrPastTheCount(int offset) {
            TransferListing listing =
                    list(RecordingQuery.holding(3), rule(OffsetRule.DOCUMENTED), new PageRequest(null, offset));
            OffsetRefusedException refusal = assertThrows(OffsetRefusedException.class, listing::firstStep);
            assertEquals(Reason.PAST_THE_END, refusal.reason());
            assertEquals(offset, refusal.offset());
            assertThrows(OffsetRefusedException.class, listing::iterator);
        }

        @Test
        void documentedRuleRefusesAnyOffsetIntoAnEmptyProject() {
            TransferListing listing =
                    list(RecordingQuery.holding(0), rule(OffsetRule.DOCUMENTED), new PageRequest(5, 1));
            assertThrows(OffsetRefusedException.class, listing::firstStep);
        }

        @Test
        void lenientRuleTakesOffsetZeroAsTheFirst() {
            assertEquals(
                    transfers(0, 3),
                    readAll(list(RecordingQuery.holding(3), rule(OffsetRule.LENIENT), new PageRequest(null, 0))));
        }

        @ParameterizedTest
        @ValueSource(ints = {3, 4, Integer.MAX_VALUE})
        void lenientRuleFindsNothingAtOrPastTheCount(int offset) {
            TransferListing.Step step = list(
                            RecordingQuery.holding(3), rule(OffsetRule.LENIENT), new PageRequest(5, offset))
                    .firstStep();
            assertEquals(List.of(), step.transfers());
            assertTrue(step.isLast());
            assertNull(step.nextPage());
        }
    }

    @Nested
    class MaxLimit {

        @Test
        void cutsALargerLimit() {
            TransferListing.Step step = list(RecordingQuery.holding(5), atMost(2), PageRequest.first(4))
                    .firstStep();
            assertEquals(transfers(0, 2), step.transfers());
            assertTrue(step.isLast());
            assertEquals(new PageRequest(2, 2), step.nextPage());
        }

        @Test
        void cutsAListWithoutLimit() {
            TransferListing.Step step = list(RecordingQuery.holding(5), atMost(2), new PageRequest(null, 1))
                    .firstStep();
            assertEquals(transfers(1, 3), step.transfers());
            assertEquals(new PageRequest(2, 3), step.nextPage());
        }

        @Test
        void leavesASmallerLimit() {
            TransferListing.Step step = list(RecordingQuery.holding(5), atMost(2), PageRequest.first(1))
                    .firstStep();
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
            assertThrows(InvalidValueException.class, () -> atMost(0));
            assertThrows(InvalidValueException.class, () -> atMost(-1));
        }
    }

    @Nested
    class NextPage {

        @Test
        void isNoneForAListWithoutLimit() {
            assertNull(nextPage(3, null, null));
            assertNull(nextPage(3 * STEP, null, 1));
        }

        @Test
        void isNoneWhenThePageEndsExactlyAtTheEnd() {
            assertNull(nextPage(3, 3, null));
            assertNull(nextPage(3, 2, 1));
            assertNull(nextPage(STEP, STEP, null));
            assertNull(nextPage(2 * STEP, 2 * STEP, null));
            assertNull(nextPage(2 * STEP + 7, 2 * STEP, 7));
        }

        @Test
        void isNoneWhenTheLimitExceedsWhatIsThere() {
            assertNull(nextPage(3, 4, null));
            assertNull(nextPage(3, Integer.MAX_VALUE, null));
            assertNull(nextPage(3 * STEP, 3 * STEP + 1, null));
            assertNull(nextPage(0, 1, null));
        }

        @Test
        void startsWhereThisOneEnds() {
            assertEquals(new PageRequest(2, 2), nextPage(3, 2, null));
            assertEquals(new PageRequest(1, 2), nextPage(3, 1, 1));
            assertEquals(new PageRequest(STEP, STEP), nextPage(STEP + 1, STEP, null));
            assertEquals(new PageRequest(2 * STEP, 2 * STEP), nextPage(2 * STEP + 1, 2 * STEP, null));
            assertEquals(new PageRequest(STEP + 1, STEP + 8), nextPage(2 * STEP + 8, STEP + 1, 7));
        }

        @Test
        void ofOneStepIsKnownWithoutAskingAgain() {
            RecordingQuery query = RecordingQuery.holding(STEP + 1);
            list(query, PagingRule.DOCUMENTED, PageRequest.first(STEP)).firstStep();
            assertEquals(1, query.asked.size());
        }

        @Test
        void ofSeveralStepsIsFoundByAskingForTheOneTransferThere() {
            RecordingQuery query = RecordingQuery.holding(4 * STEP);
            list(query, PagingRule.DOCUMENTED, new PageRequest(2 * STEP, 5)).firstStep();
            assertEquals(
                    List.of(PageQuery.atOffset(PROJECT, 5, STEP), PageQuery.atOffset(PROJECT, 2L * STEP + 5, 1)),
                    query.asked);
        }

        @Test
        void isNotAskedForWhenTheFirstStepIsTheLast() {
            RecordingQuery query = RecordingQuery.holding(STEP);
            list(query, PagingRule.DOCUMENTED, PageRequest.first(2 * STEP)).firstStep();
            assertEquals(1, query.asked.size());
        }

        @Test
        void isKnownFromTheFirstStepToTheLast() {
            RecordingQuery query = RecordingQuery.holding(4 * STEP);
            TransferListing.Step step = list(query, PagingRule.DOCUMENTED, PageRequest.first(3 * STEP))
                    .firstStep();
            while (!step.isLast()) {
                assertEquals(new PageRequest(3 * STEP, 3 * STEP), step.nextPage());
                step = step.next();
            }
            assertEquals(new PageRequest(3 * STEP, 3 * STEP), step.nextPage());
        }

        @Test
        void isAskedForUpToTheLargestOffset() {
            TransferQuery endless = endless();
            int largest = Integer.MAX_VALUE;
            assertEquals(new PageRequest(1, largest), nextPage(endless, 1, largest - 1));
            assertEquals(new PageRequest(2 * STEP, largest), nextPage(endless, 2 * STEP, largest - 2 * STEP));
            assertEquals(new PageRequest(largest, largest), nextPage(endless, largest, null));
        }

        @Test
        void isNoneWhereItsOffsetCouldNotBeAskedFor() {
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
            return list(query, PagingRule.DOCUMENTED, new PageRequest(limit, offset))
                    .firstStep()
                    .nextPage();
        }

        /** Has more transfers than any offset can skip. */
        private TransferQuery endless() {
            return asked -> new TransferPage(transfers(0, Math.min(asked.limit(), STEP)), true);
        }
    }

    @Nested
    class Steps {

        @Test
        void storageIsNotAskedBeforeTheFirstStep() {
            RecordingQuery query = RecordingQuery.holding(3);
            TransferListing listing = list(query, PagingRule.DOCUMENTED, PageRequest.all());
            assertEquals(List.of(), query.asked);
            listing.firstStep();
            assertEquals(1, query.asked.size());
        }

        @Test
        void aListingAskedAgainReadsAgain() {
            RecordingQuery query = RecordingQuery.holding(1);
            TransferListing listing = list(query, PagingRule.DOCUMENTED, PageRequest.all());
            assertEquals(transfers(0, 1), readAll(listing));
            query.insert(transfer(1));
            assertEquals(transfers(0, 2), readAll(listing));
        }

        @Test
        void onlyTheFirstIsFoundByOffset() {
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
        void theLastAsksForWhatTheLimitLeaves() {
            RecordingQuery query = RecordingQuery.holding(4 * STEP);
            assertEquals(
                    transfers(0, 2 * STEP + 3),
                    readAll(list(query, PagingRule.DOCUMENTED, PageRequest.first(2 * STEP + 3))));
            // The second question is for the next page.
            assertEquals(List.of(STEP, 1, STEP, 3), query.limits());
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, STEP - 1, STEP, STEP + 1, 2 * STEP - 1, 2 * STEP, 2 * STEP + 1, 1_000})
        void togetherGiveEveryTransferOnce(int count) {
            assertEquals(
                    transfers(0, count),
                    readAll(list(RecordingQuery.holding(count), PagingRule.DOCUMENTED, PageRequest.all())));
        }

        @Test
        void theLastHasNoNext() {
            TransferListing.Step step = list(RecordingQuery.holding(1), PagingRule.DOCUMENTED, PageRequest.all())
                    .firstStep();
            assertTrue(step.isLast());
            assertThrows(NoSuchElementException.class, step::next);
        }

        @Test
        void aStepReadAgainGivesTheSameWay() {
            TransferListing.Step first = list(
                            RecordingQuery.holding(2 * STEP), PagingRule.DOCUMENTED, PageRequest.all())
                    .firstStep();
            assertEquals(first.next().transfers(), first.next().transfers());
            assertEquals(transfers(0, STEP), first.transfers());
        }

        @Test
        void onlyTheProjectAskedForIsRead() {
            RecordingQuery query = RecordingQuery.holding(3);
            ProjectId other = new ProjectId("other");
            TransferListing listing =
                    new ListVolumeTransfersService(query, PagingRule.DOCUMENTED).list(other, PageRequest.all());
            assertEquals(List.of(), readAll(listing));
            assertEquals(other, query.asked.get(0).project());
        }
    }

    @Nested
    class SeveralFirstSteps {

        private final RecordingQuery query = RecordingQuery.holding(2 * STEP);
        private final ListVolumeTransfersService service = new ListVolumeTransfersService(query, PagingRule.DOCUMENTED);

        @Test
        void eachIsWhatItIsByItself() {
            List<TransferListing> listings = List.of(
                    service.list(PROJECT, PageRequest.all()),
                    service.list(new ProjectId("other"), PageRequest.all()),
                    service.list(PROJECT, new PageRequest(3, 7)),
                    service.list(PROJECT, PageRequest.first(2 * STEP - 1)));
            List<TransferListing.Step> steps =
                    service.firstSteps(listings).stream().map(Supplier::get).toList();
            for (int i = 0; i < listings.size(); i++) {
                TransferListing.Step alone = listings.get(i).firstStep();
                assertEquals(alone.transfers(), steps.get(i).transfers());
                assertEquals(alone.isLast(), steps.get(i).isLast());
                assertEquals(alone.nextPage(), steps.get(i).nextPage());
            }
            assertEquals(transfers(STEP, 2 * STEP), steps.get(0).next().transfers());
        }

        @Test
        void aRefusalComesWhereItBelongs() {
            List<Supplier<TransferListing.Step>> steps = service.firstSteps(List.of(
                    service.list(PROJECT, new PageRequest(1, 2 * STEP)), service.list(PROJECT, PageRequest.first(1))));
            assertThrows(OffsetRefusedException.class, steps.get(0)::get);
            assertEquals(transfers(0, 1), steps.get(1).get().transfers());
        }
    }

    @Nested
    class ChangesMeanwhile {

        @Test
        void transfersInsertedBeforeTheStepNeitherRepeatNorHideOthers() {
            RecordingQuery query = RecordingQuery.holding(2 * STEP);
            TransferListing.Step first = first(query);
            query.insert(latecomer(0));
            query.insert(latecomer(STEP / 2));
            assertEquals(transfers(STEP, 2 * STEP), first.next().transfers());
        }

        @Test
        void transfersDeletedBeforeTheStepHideNoOthers() {
            RecordingQuery query = RecordingQuery.holding(2 * STEP);
            TransferListing.Step first = first(query);
            transfers(0, STEP).forEach(query::delete);
            assertEquals(transfers(STEP, 2 * STEP), first.next().transfers());
        }

        @Test
        void transfersInsertedBehindTheStepAreMet() {
            RecordingQuery query = RecordingQuery.holding(STEP + 1);
            TransferListing.Step first = first(query);
            query.insert(latecomer(STEP));
            assertEquals(List.of(transfer(STEP), latecomer(STEP)), first.next().transfers());
        }

        @Test
        void whenAllThatFollowedIsDeletedTheLastStepIsEmpty() {
            RecordingQuery query = RecordingQuery.holding(STEP + 1);
            TransferListing.Step first = first(query);
            assertFalse(first.isLast());
            query.delete(transfer(STEP));
            TransferListing.Step last = first.next();
            assertEquals(List.of(), last.transfers());
            assertTrue(last.isLast());
        }

        @Test
        void theIteratorEndsWhenAllThatFollowedIsDeleted() {
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

        private TransferListing.Step first(TransferQuery query) {
            return list(query, PagingRule.DOCUMENTED, PageRequest.all()).firstStep();
        }
    }

    @Nested
    class IteratorAndFailure {

        @Test
        void theIteratorGivesNextWithoutBeingAskedWhetherThereIsOne() {
            Iterator<VolumeTransfer> iterator = list(
                            RecordingQuery.holding(STEP + 1), PagingRule.DOCUMENTED, PageRequest.all())
                    .iterator();
            for (int i = 0; i <= STEP; i++) {
                assertEquals(transfer(i), iterator.next());
            }
            assertThrows(NoSuchElementException.class, iterator::next);
        }

        @Test
        void theIteratorReadsAStepOnlyWhenTheOneBeforeIsUsedUp() {
            RecordingQuery query = RecordingQuery.holding(2 * STEP);
            Iterator<VolumeTransfer> iterator =
                    list(query, PagingRule.DOCUMENTED, PageRequest.all()).iterator();
            for (int i = 0; i < STEP; i++) {
                iterator.next();
            }
            assertEquals(1, query.asked.size());
            assertTrue(iterator.hasNext());
            assertTrue(iterator.hasNext());
            assertEquals(2, query.asked.size());
        }

        @Test
        void failingStorageFailsTheStepThatIsRead() {
            BackendUnavailableException away = new BackendUnavailableException(Backend.STORAGE, "away", null);
            RecordingQuery query = RecordingQuery.holding(2 * STEP);
            TransferQuery failingAfterTheFirst = asked -> {
                if (query.asked.isEmpty()) {
                    return query.page(asked);
                }
                throw away;
            };
            TransferListing.Step first = list(failingAfterTheFirst, PagingRule.DOCUMENTED, PageRequest.all())
                    .firstStep();
            assertEquals(transfers(0, STEP), first.transfers());
            assertSame(away, assertThrows(BackendUnavailableException.class, first::next));
        }
    }
}
