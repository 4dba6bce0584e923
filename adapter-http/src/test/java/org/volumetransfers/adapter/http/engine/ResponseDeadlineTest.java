package org.volumetransfers.adapter.http.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rate of 256 bytes per second over 60 s, with a clock that the test advances. */
class ResponseDeadlineTest {

    private static final long SECOND = 1_000_000_000;
    private static final HttpTimeouts TIMEOUTS = HttpTimeouts.DEFAULT.withStall(256, Duration.ofSeconds(60));

    private long now = Long.MAX_VALUE - 30 * SECOND;
    private final ResponseDeadline deadline = new ResponseDeadline(TIMEOUTS, null, now);

    @ParameterizedTest
    @ValueSource(ints = {257, 500, 5000, 1_000_000})
    void aReaderAboveTheRateIsNeverCutOff(int bytesPerSecond) {
        for (int second = 0; second < 10_000; second += 30) {
            now += 30 * SECOND;
            assertNull(deadline.reasonToEnd(now));
            deadline.progress(30 * bytesPerSecond, now);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 200})
    void aReaderBelowTheRateIsCutOff(int bytesPerSecond) {
        int second = 0;
        while (deadline.reasonToEnd(now) == null) {
            now += SECOND;
            second++;
            deadline.progress(bytesPerSecond, now);
            assertTrue(second < 1000, "was not cut off");
        }
        assertEquals("it read too slowly", deadline.reasonToEnd(now));
        assertTrue(second >= 60, "cut off after " + second + " s");
    }

    @Test
    void aReaderThatWasFastAndStopsHasTwoWindows() {
        deadline.progress(1_000_000_000, now);
        now += 119 * SECOND;
        assertNull(deadline.reasonToEnd(now));
        now += SECOND;
        assertNotNull(deadline.reasonToEnd(now));
    }

    @Test
    void theTimeOfStorageDoesNotCountAgainstTheReader() {
        now += 59 * SECOND;
        deadline.resume(now);
        now += 59 * SECOND;
        assertNull(deadline.reasonToEnd(now));
        now += SECOND;
        assertNotNull(deadline.reasonToEnd(now));
    }

    @Test
    void aResponseEndsAfterTheGraceOfItsToken() {
        ResponseDeadline ofToken = new ResponseDeadline(TIMEOUTS, Instant.now().plusSeconds(100), now);
        for (int second = 0; second < 109; second++) {
            assertNull(ofToken.reasonToEnd(now));
            now += SECOND;
            ofToken.progress(1000, now);
            ofToken.resume(now);
        }
        now += 2 * SECOND;
        assertEquals("its token has expired", ofToken.reasonToEnd(now));
    }

    @Test
    void aVeryDistantExpiryIsLikeNone() {
        assertNull(new ResponseDeadline(TIMEOUTS, Instant.MAX, now).reasonToEnd(now));
    }

    @Test
    void theReaderIsCheckedOftenAndAtTheDeadline() {
        assertEquals(5 * SECOND, deadline.nanosToNextCheck(now));
        assertEquals(2 * SECOND, deadline.nanosToNextCheck(now + 58 * SECOND));
        ResponseDeadline ofToken = new ResponseDeadline(
                TIMEOUTS.withExpiryGrace(Duration.ofMillis(1)), Instant.now().plusSeconds(1), now);
        assertTrue(ofToken.nanosToNextCheck(now) <= 2 * SECOND);
    }
}
