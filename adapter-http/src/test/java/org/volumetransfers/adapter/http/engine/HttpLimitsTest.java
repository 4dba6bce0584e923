package org.volumetransfers.adapter.http.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.domain.error.InvalidConfigurationException;

class HttpLimitsTest {

    private static final HttpLimits DEFAULT = HttpLimits.DEFAULT;
    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void numbersBelowOneAreRejected(int number) {
        HttpTimeouts timeouts = DEFAULT.timeouts();
        List<Supplier<Object>> limits = List.of(
                () -> new HttpLimits(number, 1, 1, 1, 1, timeouts),
                () -> new HttpLimits(1, number, 1, 1, 1, timeouts),
                () -> new HttpLimits(1, 1, number, 1, 1, timeouts),
                () -> DEFAULT.withMaxConnections(number),
                () -> DEFAULT.withMemory(number),
                () -> timeouts.withStall(number, SECOND));
        limits.forEach(made -> assertThrows(InvalidConfigurationException.class, made::get));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 999_999})
    void timesBelowOneMillisecondAreRejected(long nanos) {
        Duration time = Duration.ofNanos(nanos);
        HttpTimeouts timeouts = DEFAULT.timeouts();
        List<Supplier<Object>> limits = List.of(
                () -> timeouts.withIdle(time),
                () -> timeouts.withRequest(time),
                () -> timeouts.withStall(1, time),
                () -> timeouts.withExpiryGrace(time),
                () -> timeouts.withDrain(time));
        limits.forEach(made -> assertThrows(InvalidConfigurationException.class, made::get));
    }

    @Test
    void sizesAboveThoseOfTheParserAreRejected() {
        InvalidConfigurationException refusal = assertThrows(
                InvalidConfigurationException.class,
                () -> new HttpLimits(40 * 1024, 200 * 1024 + 1, 200, 4096, 1, DEFAULT.timeouts()));
        assertEquals("add up to at most 245760", refusal.rule());
    }

    @Test
    void theDefaultsAcceptEveryDocumentedToken() {
        assertTrue(DEFAULT.maxHeaderBytes() > 100_000);
        assertTrue(DEFAULT.maxHeaderBytes() + DEFAULT.maxTargetLength() < ParserRefusal.PARSER_MAX_HEAD_BYTES);
    }

    @Test
    void aChangeKeepsTheRest() {
        HttpTimeouts timeouts = HttpTimeouts.DEFAULT
                .withIdle(SECOND)
                .withRequest(SECOND.multipliedBy(2))
                .withStall(4, SECOND.multipliedBy(5))
                .withExpiryGrace(SECOND.multipliedBy(6))
                .withDrain(SECOND.multipliedBy(7));
        assertEquals(
                new HttpTimeouts(
                        SECOND,
                        SECOND.multipliedBy(2),
                        4,
                        SECOND.multipliedBy(5),
                        SECOND.multipliedBy(6),
                        SECOND.multipliedBy(7)),
                timeouts);
        assertEquals(
                new HttpLimits(
                        DEFAULT.maxTargetLength(), DEFAULT.maxHeaderBytes(), DEFAULT.maxHeaders(), 8, 9, timeouts),
                DEFAULT.withMaxConnections(8).withMemory(9).withTimeouts(defaults -> timeouts));
    }
}
