package org.volumetransfers.adapter.keystone;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallSlotsTest {

    private final List<Integer> started = new ArrayList<>();
    private final List<CompletableFuture<String>> calls = IntStream.range(0, 10)
            .mapToObj(i -> new CompletableFuture<String>())
            .toList();

    private static CallSlots slots(int running, int waiting) {
        return new CallSlots(running, waiting, Runnable::run, () -> new RejectedExecutionException("too many"));
    }

    private boolean take(CallSlots slots, int call) {
        slots.take(null, false, calls.get(call), () -> started.add(call));
        return !calls.get(call).isCompletedExceptionally();
    }

    @Test
    void callsBeyondBothLimitsAreRefused() {
        CallSlots slots = slots(2, 3);
        for (int call = 0; call < 5; call++) {
            assertTrue(take(slots, call));
        }
        assertFalse(take(slots, 5));
        assertEquals(List.of(0, 1), started);
    }

    @Test
    void waitingCallsStartInOrderOfArrival() {
        CallSlots slots = slots(1, 9);
        for (int call = 0; call < 5; call++) {
            take(slots, call);
        }
        calls.subList(0, 4).forEach(call -> call.complete("answer"));
        assertEquals(List.of(0, 1, 2, 3, 4), started);
    }

    @Test
    void aFailedCallReleasesItsSlot() {
        CallSlots slots = slots(1, 9);
        take(slots, 0);
        take(slots, 1);
        calls.get(0).completeExceptionally(new TimeoutException());
        assertEquals(List.of(0, 1), started);
    }

    @Test
    void aWaitingCallThatEndsNeverStartsAndMakesRoom() {
        CallSlots slots = slots(1, 1);
        take(slots, 0);
        take(slots, 1);
        assertFalse(take(slots, 2));

        calls.get(1).completeExceptionally(new TimeoutException());
        assertTrue(take(slots, 3));

        calls.get(0).complete("answer");
        assertEquals(List.of(0, 3), started);
    }

    @Test
    void allSlotsAreReleased() {
        CallSlots slots = slots(2, 0);
        for (int call = 0; call < 10; call++) {
            assertTrue(take(slots, call));
            calls.get(call).complete("answer");
        }
        assertEquals(10, started.size());
    }

    @Test
    void secondAttemptsHaveAnEighthMoreSlotsAndThoseThatNoCallWaitsFor() {
        CallSlots slots = slots(8, 10);
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
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 100, 8), started, "a waiting call takes precedence");

        calls.get(2).complete("answer");
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 100, 8, 101), started);
        assertTrue(take(slots, 9));
        assertEquals(11, started.size(), "nine calls are running");

        seconds.get(0).complete("answer");
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 100, 8, 101, 9), started);
    }

    @Test
    void aSecondAttemptThatEndsBeforeItStartsNeverStarts() {
        CallSlots slots = slots(1, 0);
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
    void secondAttemptsDoNotCountAsWaitingCalls() {
        CallSlots slots = slots(1, 1);
        take(slots, 0);
        slots.takeSecond(new CompletableFuture<>(), () -> started.add(100));
        assertTrue(take(slots, 1));
        assertFalse(take(slots, 2));
    }

    @Test
    void anyNumberOfCallsMayEndAsTheyStart() {
        CallSlots slots =
                new CallSlots(1, 100_000, ForkJoinPool.commonPool(), () -> new RejectedExecutionException("too many"));
        CompletableFuture<String> first = new CompletableFuture<>();
        slots.take(null, false, first, () -> {});
        List<CompletableFuture<String>> many = IntStream.range(0, 100_000)
                .mapToObj(i -> new CompletableFuture<String>())
                .toList();
        many.forEach(call -> slots.take(null, false, call, () -> call.complete("at once")));

        first.complete("answer");

        await().atMost(Duration.ofSeconds(30)).until(() -> many.stream().allMatch(CompletableFuture::isDone));
        many.forEach(call -> assertEquals("at once", call.join()));
    }
}
