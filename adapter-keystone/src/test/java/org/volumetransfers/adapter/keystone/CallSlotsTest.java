package org.volumetransfers.adapter.keystone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallSlotsTest {

    private final List<Integer> started = new ArrayList<>();
    private final List<CompletableFuture<String>> calls = IntStream.range(0, 10)
            .mapToObj(i -> new CompletableFuture<String>())
            .toList();

    private boolean take(CallSlots slots, int call) {
        return slots.take(calls.get(call), () -> started.add(call));
    }

    @Test
    void soManyRunSoManyWaitAndTheRestIsTurnedAway() {
        CallSlots slots = new CallSlots(2, 3);
        for (int call = 0; call < 5; call++) {
            assertTrue(take(slots, call));
        }
        assertFalse(take(slots, 5));
        assertEquals(List.of(0, 1), started);
    }

    @Test
    void thoseWhoWaitStartInTheOrderOfTheirComing() {
        CallSlots slots = new CallSlots(1, 9);
        for (int call = 0; call < 5; call++) {
            take(slots, call);
        }
        calls.subList(0, 4).forEach(call -> call.complete("answer"));
        assertEquals(List.of(0, 1, 2, 3, 4), started);
    }

    @Test
    void aCallThatFailsGivesItsPlaceToo() {
        CallSlots slots = new CallSlots(1, 9);
        take(slots, 0);
        take(slots, 1);
        calls.get(0).completeExceptionally(new TimeoutException());
        assertEquals(List.of(0, 1), started);
    }

    @Test
    void aCallWhoseTimeIsUpNeverStartsAndMakesRoomForOthers() {
        CallSlots slots = new CallSlots(1, 1);
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
        CallSlots slots = new CallSlots(2, 0);
        for (int call = 0; call < 10; call++) {
            assertTrue(take(slots, call));
            calls.get(call).complete("answer");
        }
        assertEquals(10, started.size());
    }
}
