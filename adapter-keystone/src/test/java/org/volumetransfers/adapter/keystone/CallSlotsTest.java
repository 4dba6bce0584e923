package org.volumetransfers.adapter.keystone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallSlotsTest {

    private static final Duration LONG = Duration.ofDays(1);

    private final List<Integer> started = new ArrayList<>();
    private final List<Integer> late = new ArrayList<>();
    private final List<CompletableFuture<String>> calls = IntStream.range(0, 10)
            .mapToObj(i -> new CompletableFuture<String>())
            .toList();

    private boolean take(CallSlots slots, int call) {
        return slots.take(calls.get(call), () -> started.add(call), () -> late.add(call));
    }

    @Test
    void soManyRunSoManyWaitAndTheRestIsTurnedAway() {
        CallSlots slots = new CallSlots(2, 3, LONG);
        for (int call = 0; call < 5; call++) {
            assertTrue(take(slots, call));
        }
        assertFalse(take(slots, 5));
        assertEquals(List.of(0, 1), started);
    }

    @Test
    void thoseWhoWaitStartInTheOrderOfTheirComing() {
        CallSlots slots = new CallSlots(1, 9, LONG);
        for (int call = 0; call < 5; call++) {
            take(slots, call);
        }
        calls.subList(0, 4).forEach(call -> call.complete("answer"));
        assertEquals(List.of(0, 1, 2, 3, 4), started);
    }

    @Test
    void aCallThatFailsGivesItsPlaceToo() {
        CallSlots slots = new CallSlots(1, 9, LONG);
        take(slots, 0);
        take(slots, 1);
        calls.get(0).completeExceptionally(new TimeoutException());
        assertEquals(List.of(0, 1), started);
    }

    @Test
    void aCallWhoseTimeIsUpNeverStartsAndMakesRoomForOthers() {
        CallSlots slots = new CallSlots(1, 1, LONG);
        take(slots, 0);
        take(slots, 1);
        assertFalse(take(slots, 2));

        calls.get(1).completeExceptionally(new TimeoutException());
        assertTrue(take(slots, 3));

        calls.get(0).complete("answer");
        assertEquals(List.of(0, 3), started);
    }

    @Test
    void placesAreGivenBackToTheLast() {
        CallSlots slots = new CallSlots(2, 0, LONG);
        for (int call = 0; call < 10; call++) {
            assertTrue(take(slots, call));
            calls.get(call).complete("answer");
        }
        assertEquals(10, started.size());
    }

    @Test
    void aCallThatHasWaitedTooLongIsNotStarted() {
        CallSlots slots = new CallSlots(1, 9, Duration.ZERO);
        slots.take(calls.get(0), () -> started.add(0), () -> started.add(0));
        take(slots, 1);
        take(slots, 2);
        calls.get(0).complete("answer");
        assertEquals(List.of(0), started);
        assertEquals(List.of(1), late, "it has its place until it says that it has ended");

        calls.get(1).completeExceptionally(new TimeoutException());
        assertEquals(List.of(1, 2), late);
    }

    @Test
    void secondAttemptsHaveAnEighthMorePlacesAndThoseForWhichNoCallWaits() {
        CallSlots slots = new CallSlots(8, 10, LONG);
        for (int call = 0; call < 9; call++) {
            take(slots, call);
        }
        List<CompletableFuture<String>> seconds = List.of(new CompletableFuture<>(), new CompletableFuture<>());
        for (int second = 0; second < 2; second++) {
            int number = 100 + second;
            slots.takeSecond(seconds.get(second), () -> started.add(number));
        }
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 100), started);

        calls.get(1).complete("answer");
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 100, 8), started, "the call that waits goes first");

        calls.get(2).complete("answer");
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 100, 8, 101), started);
        assertTrue(take(slots, 9));
        assertEquals(11, started.size(), "nine are running");

        seconds.get(0).complete("answer");
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 100, 8, 101, 9), started);
    }

    @Test
    void aSecondAttemptThatIsNotWantedAnyMoreNeverStarts() {
        CallSlots slots = new CallSlots(1, 0, LONG);
        take(slots, 0);
        CompletableFuture<String> spare = new CompletableFuture<>();
        slots.takeSecond(spare, () -> started.add(100));
        CompletableFuture<String> unwanted = new CompletableFuture<>();
        slots.takeSecond(unwanted, () -> started.add(101));
        unwanted.cancel(false);

        spare.complete("answer");
        calls.get(0).complete("answer");
        assertTrue(take(slots, 1));
        assertEquals(List.of(0, 100, 1), started);
    }

    @Test
    void secondAttemptsTakeNothingFromTheRoomToWait() {
        CallSlots slots = new CallSlots(1, 1, LONG);
        take(slots, 0);
        slots.takeSecond(new CompletableFuture<>(), () -> started.add(100));
        assertTrue(take(slots, 1));
        assertFalse(take(slots, 2));
    }

    @Test
    void anyNumberOfCallsMayEndWhileTheyAreBeingStarted() {
        CallSlots slots = new CallSlots(1, 100_000, LONG);
        take(slots, 0);
        List<CompletableFuture<String>> many = IntStream.range(0, 100_000)
                .mapToObj(i -> new CompletableFuture<String>())
                .toList();
        many.forEach(call -> slots.take(call, () -> call.complete("at once"), () -> late.add(-1)));

        calls.get(0).complete("answer");

        assertTrue(many.stream().allMatch(CompletableFuture::isDone));
        assertTrue(take(slots, 1));
        assertEquals(List.of(0, 1), started);
    }
}
