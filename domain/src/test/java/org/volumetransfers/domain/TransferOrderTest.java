package org.volumetransfers.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TransferOrderTest {

    private static final Instant NOON = Instant.parse("2025-06-15T12:00:00Z");
    private static final int TRIES = 50_000;

    /** Code points where the length of encodings changes, and where the orders of UTF-16 and code points differ. */
    private static final int[] EDGES = {
        1, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x103FF, 0x10400, 0x10FFFF, 'a', 'Z', '-'
    };

    @Test
    void timeDecidesFirst() {
        assertBefore(at(NOON, "b"), at(NOON.plusNanos(1_000), "a"));
        assertBefore(at(Instant.parse("0001-01-01T00:00:00Z"), "b"), at(Instant.EPOCH, "a"));
    }

    @Test
    void theIdDecidesBetweenEqualTimes() {
        assertBefore(at(NOON, "a"), at(NOON, "b"));
        assertBefore(at(NOON, "a"), at(NOON, "a "));
        assertBefore(at(NOON, "Z"), at(NOON, "a"));
        assertBefore(
                at(NOON, "7fffffff-ffff-4fff-bfff-ffffffffffff"), at(NOON, "80000000-0000-4000-8000-000000000000"));
    }

    @Test
    void charactersAboveUFfffFollowThoseBelow() {
        assertBefore(at(NOON, "\uD7FF"), at(NOON, "\uD800\uDC00"));
        assertBefore(at(NOON, "\uE000"), at(NOON, "\uD800\uDC00"));
        assertBefore(at(NOON, "\uFFFF"), at(NOON, "\uD800\uDC00"));
        assertBefore(at(NOON, "x\uFFFFz"), at(NOON, "x\uDBFF\uDFFFa"));
        assertBefore(at(NOON, "\uD83D\uDE00"), at(NOON, "\uD83D\uDE01"));
    }

    @Test
    void equalPositionsCompareAsEqual() {
        assertEquals(0, compare(at(NOON, "\uD83D\uDE00"), at(NOON, "\uD83D\uDE00")));
    }

    @Test
    void agreesWithComparingUtf8BytesAsUnsigned() {
        Random random = new Random(8);
        for (int i = 0; i < TRIES; i++) {
            String a = text(random);
            String b =
                    random.nextInt(3) == 0 ? a.substring(0, a.offsetByCodePoints(0, 1)) + text(random) : text(random);
            int byBytes = Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
            int byOrder = compare(at(NOON, a), at(NOON, b));
            assertEquals(Integer.signum(byBytes), Integer.signum(byOrder), () -> hex(a) + " and " + hex(b));
            assertEquals(Integer.signum(byOrder), -Integer.signum(compare(at(NOON, b), at(NOON, a))));
        }
    }

    @Test
    void sortsAShuffledListIntoTheOrderOfItsBytes() {
        Random random = new Random(16);
        List<String> texts = random.ints(2_000).mapToObj(i -> text(random)).toList();
        List<String> byOrder = texts.stream()
                .sorted((a, b) -> compare(at(NOON, a), at(NOON, b)))
                .toList();
        List<String> byBytes = texts.stream()
                .sorted((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)))
                .toList();
        assertEquals(byBytes, byOrder);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(6);
        while (text.length() < length) {
            int codePoint = random.nextInt(3) == 0
                    ? 1 + random.nextInt(Character.MAX_CODE_POINT)
                    : EDGES[random.nextInt(EDGES.length)];
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                text.appendCodePoint(codePoint);
            }
        }
        return text.toString();
    }

    private static String hex(String text) {
        return text.codePoints().mapToObj(Integer::toHexString).toList().toString();
    }

    private static TransferPosition at(Instant createdAt, String id) {
        return new TransferPosition(createdAt, new TransferId(id));
    }

    private static int compare(TransferPosition a, TransferPosition b) {
        return TransferOrder.CREATED_AT_THEN_ID.compare(a, b);
    }

    private static void assertBefore(TransferPosition a, TransferPosition b) {
        assertTrue(compare(a, b) < 0, () -> a + " precedes " + b);
        assertTrue(compare(b, a) > 0, () -> b + " follows " + a);
    }
}
