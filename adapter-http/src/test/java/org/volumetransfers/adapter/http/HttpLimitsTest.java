package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.domain.error.InvalidValueException;

class HttpLimitsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aNumberBelowOneIsRefused(int number) {
        List<Supplier<HttpLimits>> limits = List.of(
                () -> new HttpLimits(number, 1, 1, 1, SECOND, SECOND, SECOND, SECOND, SECOND),
                () -> new HttpLimits(1, number, 1, 1, SECOND, SECOND, SECOND, SECOND, SECOND),
                () -> new HttpLimits(1, 1, number, 1, SECOND, SECOND, SECOND, SECOND, SECOND),
                () -> new HttpLimits(1, 1, 1, number, SECOND, SECOND, SECOND, SECOND, SECOND),
                () -> HttpLimits.DEFAULT.withMaxConnections(number));
        limits.forEach(made -> assertThrows(InvalidValueException.class, made::get));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 999_999})
    void aTimeBelowAMillisecondIsRefused(long nanos) {
        Duration time = Duration.ofNanos(nanos);
        HttpLimits limits = HttpLimits.DEFAULT;
        assertThrows(InvalidValueException.class, () -> limits.withTimes(time, SECOND, SECOND, SECOND));
        assertThrows(InvalidValueException.class, () -> limits.withTimes(SECOND, time, SECOND, SECOND));
        assertThrows(InvalidValueException.class, () -> limits.withTimes(SECOND, SECOND, time, SECOND));
        assertThrows(InvalidValueException.class, () -> limits.withTimes(SECOND, SECOND, SECOND, time));
        assertThrows(InvalidValueException.class, () -> limits.withQueueTimeout(time));
    }

    @Test
    void sizesThatTheParserWouldNeverLetThroughAreRefused() {
        HttpLimits usual = HttpLimits.DEFAULT;
        InvalidValueException refusal = assertThrows(
                InvalidValueException.class,
                () -> new HttpLimits(
                        40 * 1024,
                        200 * 1024 + 1,
                        usual.maxHeaders(),
                        usual.maxConnections(),
                        usual.idleTimeout(),
                        usual.requestTimeout(),
                        usual.queueTimeout(),
                        usual.stallTimeout(),
                        usual.drainTime()));
        assertEquals("come to at most 245760", refusal.rule());
    }

    @Test
    void theDefaultsTakeEveryDocumentedToken() {
        assertTrue(HttpLimits.DEFAULT.maxHeaderBytes() > 100_000);
        assertTrue(HttpLimits.DEFAULT.maxHeaderBytes() + HttpLimits.DEFAULT.maxTargetLength()
                < ParserRefusal.PARSER_MAX_HEAD_BYTES);
    }

    @Test
    void aChangeKeepsTheRest() {
        HttpLimits limits = new HttpLimits(1, 2, 3, 4, SECOND, SECOND, SECOND, SECOND, SECOND);
        assertEquals(new HttpLimits(1, 2, 3, 9, SECOND, SECOND, SECOND, SECOND, SECOND), limits.withMaxConnections(9));
        assertEquals(
                new HttpLimits(
                        1,
                        2,
                        3,
                        4,
                        SECOND.multipliedBy(2),
                        SECOND.multipliedBy(3),
                        SECOND,
                        SECOND.multipliedBy(4),
                        SECOND.multipliedBy(5)),
                limits.withTimes(
                        SECOND.multipliedBy(2),
                        SECOND.multipliedBy(3),
                        SECOND.multipliedBy(4),
                        SECOND.multipliedBy(5)));
        assertEquals(
                new HttpLimits(1, 2, 3, 4, SECOND, SECOND, SECOND.multipliedBy(6), SECOND, SECOND),
                limits.withQueueTimeout(SECOND.multipliedBy(6)));
    }
}
