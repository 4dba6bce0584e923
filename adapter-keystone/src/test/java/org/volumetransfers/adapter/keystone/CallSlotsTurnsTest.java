package org.volumetransfers.adapter.keystone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** In which order the calls of several clients start, and which give way when too many wait. */
class CallSlotsTurnsTest {

    private final List<String> started = new ArrayList<>();
    private final Map<String, CompletableFuture<String>> calls = new LinkedHashMap<>();
    private int ended;

    private static CallSlots slots(int running, int waiting) {
        return new CallSlots(running, waiting, Runnable::run, () -> new RejectedExecutionException("too many"));
    }

    private void take(CallSlots slots, @Nullable String client, boolean isProven, int count) {
        for (int i = 0; i < count; i++) {
            String call = client + "-" + i;
            CompletableFuture<String> end = new CompletableFuture<>();
            calls.put(call, end);
            slots.take(client, isProven, end, () -> started.add(call));
        }
    }

    /** Ends calls in the order in which they have started. */
    private void end(int count) {
        for (int i = 0; i < count; i++) {
            call(started.get(ended++)).complete("answer");
        }
    }

    private CompletableFuture<String> call(String call) {
        CompletableFuture<String> end = calls.get(call);
        assertTrue(end != null, call);
        return end;
    }

    private List<String> refused() {
        return calls.entrySet().stream()
                .filter(call -> call.getValue().isCompletedExceptionally())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void clientsTakeTurnsAndEachKeepsItsOrder() {
        CallSlots slots = slots(1, 100);
        take(slots, "a", false, 4);
        take(slots, "b", false, 2);
        take(slots, null, false, 2);
        end(7);
        assertEquals(List.of("a-0", "a-1", "b-0", "null-0", "a-2", "b-1", "null-1", "a-3"), started);
    }

    @Test
    void aCallOfAnotherClientIsTheNextButOneDuringAFlood() {
        CallSlots slots = slots(32, 1_000);
        take(slots, "flood", false, 2_000);
        take(slots, "other", false, 1);
        assertFalse(call("other-0").isDone(), "the client with most calls gives way");
        end(2);
        assertTrue(started.contains("other-0"), started::toString);
    }

    @Test
    void theLatestCallOfTheClientWithMostGivesWay() {
        CallSlots slots = slots(1, 4);
        take(slots, "a", false, 2);
        take(slots, "b", false, 3);
        assertEquals(List.of(), refused());
        take(slots, "c", false, 1);
        assertEquals(List.of("b-2"), refused());
        end(4);
        assertEquals(List.of("a-0", "a-1", "b-0", "c-0", "b-1"), started);
    }

    @Test
    void aClientThatWouldHaveMostIsRefusedItself() {
        CallSlots slots = slots(1, 4);
        take(slots, "a", false, 3);
        take(slots, "b", false, 2);
        assertEquals(List.of(), refused());
        CompletableFuture<String> third = new CompletableFuture<>();
        slots.take("b", false, third, () -> started.add("third"));
        assertTrue(third.isCompletedExceptionally());
    }

    @Test
    void provenClientsHavePlacesOfTheirOwnAndEveryOtherSlot() {
        CallSlots slots = slots(1, 3);
        for (int i = 0; i < 5; i++) {
            take(slots, "flood" + i, false, 1);
        }
        take(slots, "proven", true, 2);
        assertEquals(List.of("flood4-0"), refused());
        end(5);
        assertEquals(List.of("flood0-0", "proven-0", "flood1-0", "proven-1", "flood2-0", "flood3-0"), started);
    }

    @Test
    void provenClientsTakeTurnsAndGiveWayToo() {
        CallSlots slots = slots(1, 3);
        take(slots, "busy", true, 4);
        take(slots, "quiet", true, 1);
        assertEquals(List.of("busy-3"), refused());
        end(3);
        assertEquals(List.of("busy-0", "busy-1", "quiet-0", "busy-2"), started);
    }

    @Test
    void aCallThatGivesWayReleasesNoSlot() {
        CallSlots slots = slots(1, 2);
        take(slots, "a", false, 3);
        take(slots, "b", false, 1);
        assertEquals(List.of("a-2"), refused());
        assertEquals(List.of("a-0"), started);
        end(1);
        assertEquals(List.of("a-0", "a-1"), started);
    }
}
