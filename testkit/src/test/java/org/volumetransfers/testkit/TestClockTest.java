package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TestClockTest {

    private static final Instant NOON = Instant.parse("2025-06-15T12:00:00Z");

    @Test
    void standsStillUntilMoved() {
        TestClock clock = TestClock.at(NOON);
        assertEquals(NOON, clock.instant());
        clock.advance(Duration.ofNanos(1_000));
        assertEquals(NOON.plusNanos(1_000), clock.instant());
        clock.moveTo(NOON.minusSeconds(1));
        assertEquals(NOON.minusSeconds(1), clock.instant());
    }

    @Test
    void zoneIsAlwaysUtc() {
        TestClock clock = TestClock.at(NOON);
        assertEquals(ZoneOffset.UTC, clock.getZone());
        assertThrows(UnsupportedOperationException.class, () -> clock.withZone(ZoneId.of("Asia/Shanghai")));
    }
}
