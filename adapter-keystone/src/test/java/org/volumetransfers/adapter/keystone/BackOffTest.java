package org.volumetransfers.adapter.keystone;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.TokenRejectedException;
import org.volumetransfers.testkit.TestClock;

/** When Keystone is not called because it is overloaded. */
class BackOffTest {

    private static final Instant NOW = Instant.parse("2025-06-15T12:00:00Z");
    private static final AuthToken TOKEN = new AuthToken("gAAAAABk-token");
    private static final AuthToken CACHED = new AuthToken("gAAAAABk-cached");
    private static final Caller CALLER = new Caller(null, Set.of("member"), NOW.plus(Duration.ofDays(30)));

    private final TestClock clock = TestClock.at(NOW);
    private final FakeKeystone keystone = new FakeKeystone().accepting(Map.of(TOKEN, CALLER, CACHED, CALLER));
    private final TokenVerifier verifier = verifier(keystone.config());

    @AfterEach
    void end() {
        keystone.close();
    }

    private TokenVerifier verifier(KeystoneConfig config) {
        return new KeystoneTokenVerifier(config, clock, FakeKeystone.NEVER);
    }

    private void answer(ResponseDefinitionBuilder answer) {
        keystone.server().stubFor(get(anyUrl()).atPriority(1).willReturn(answer));
    }

    private static String unavailable(TokenVerifier verifier) {
        return String.valueOf(
                assertInstanceOf(BackendUnavailableException.class, Outcome.failureOf(verifier.verify(TOKEN)))
                        .getMessage());
    }

    private void assertBacksOff(long seconds) {
        int before = keystone.requests();
        clock.advance(Duration.ofSeconds(seconds).minusNanos(1));
        assertTrue(unavailable(verifier).contains("is not called before "));
        assertEquals(before, keystone.requests());

        clock.advance(Duration.ofNanos(1));
        unavailable(verifier);
        assertTrue(keystone.requests() > before);
    }

    @ParameterizedTest
    @CsvSource({
        "429, 20, 20",
        "503, 20, 20",
        "429, 1, 1",
        "503, 600, 30",
        "429, 99999999999999999999, 30",
        "503, 'Sun, 15 Jun 2025 12:00:15 GMT', 15",
        "429, 'Sun, 15 Jun 2025 13:00:00 GMT', 30",
        "429, soon, 1",
        "503, -5, 1",
        "429, 1.5, 1"
    })
    void keystoneIsNotCalledUntilRetryAfter(int status, String retryAfter, long seconds) {
        answer(FakeKeystone.error(status, "Busy").withHeader("Retry-After", retryAfter));
        assertTrue(unavailable(verifier).endsWith("answered " + status));
        assertEquals(1, keystone.requests(), "no second attempt at once");
        assertBacksOff(seconds);
    }

    @ParameterizedTest
    @CsvSource({"429, 1", "503, 2"})
    void theBackOffTakesASecondByDefault(int status, int attempts) {
        answer(FakeKeystone.error(status, "Busy"));
        unavailable(verifier);
        assertEquals(attempts, keystone.requests());
        assertBacksOff(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "Sun, 15 Jun 2025 11:59:59 GMT"})
    void aRetryAfterInThePastCausesNoBackOff(String retryAfter) {
        answer(FakeKeystone.error(429, "Busy").withHeader("Retry-After", retryAfter));
        unavailable(verifier);
        unavailable(verifier);
        assertEquals(2, keystone.requests());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501, 502, 504, 404})
    void anyOtherResponseCausesNoBackOff(int status) {
        answer(FakeKeystone.page(status).withHeader("Retry-After", "20"));
        unavailable(verifier);
        int before = keystone.requests();
        assertTrue(unavailable(verifier).contains("answered " + status));
        assertTrue(keystone.requests() > before);
    }

    @Test
    void cachedTokensRemainValidMeanwhile() {
        TokenVerifier cache = new CachingTokenVerifier(verifier, TokenCacheConfig.DEFAULT, clock);
        Outcome.callerOf(cache.verify(CACHED));
        answer(FakeKeystone.error(429, "Busy").withHeader("Retry-After", "20"));
        unavailable(cache);

        assertEquals(CALLER, Outcome.callerOf(cache.verify(CACHED)));
        keystone.server().resetMappings();
        keystone.accepting(Map.of(TOKEN, CALLER));
        unavailable(cache);
        clock.advance(Duration.ofSeconds(20));
        assertEquals(CALLER, Outcome.callerOf(cache.verify(TOKEN)));
    }

    @Test
    void aClockThatIsSetBackDoesNotProlongIt() {
        answer(FakeKeystone.error(429, "Busy").withHeader("Retry-After", "20"));
        unavailable(verifier);
        clock.advance(Duration.ofHours(-1));
        unavailable(verifier);
        assertEquals(2, keystone.requests());
    }

    @Test
    void theLoginOfTheServiceBacksOffToo() {
        TokenVerifier service =
                verifier(keystone.config().withCredentials(KeystoneTokenVerifierServiceModeTest.CREDENTIALS));
        keystone.server()
                .stubFor(post(anyUrl())
                        .atPriority(1)
                        .willReturn(FakeKeystone.error(503, "Busy").withHeader("Retry-After", "20")));
        unavailable(service);
        unavailable(service);
        assertEquals(1, keystone.requests());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTokenAboveTheMaximumLengthIsRejectedWithoutACall(boolean self) {
        AuthToken longer = new AuthToken("x".repeat(1_001));
        KeystoneConfig config = keystone.config().withMaxTokenBytes(1_000);
        TokenVerifier bounded =
                verifier(self ? config : config.withCredentials(KeystoneTokenVerifierServiceModeTest.CREDENTIALS));
        assertInstanceOf(TokenRejectedException.class, Outcome.failureOf(bounded.verify(longer)));
        assertEquals(0, keystone.requests());

        Outcome.failureOf(bounded.verify(new AuthToken("x".repeat(1_000))));
        assertEquals(1, keystone.requests());
    }
}
