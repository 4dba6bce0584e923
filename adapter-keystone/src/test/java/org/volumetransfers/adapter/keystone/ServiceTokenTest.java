package org.volumetransfers.adapter.keystone;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.adapter.keystone.Outcome.callerOf;
import static org.volumetransfers.adapter.keystone.Outcome.failureOf;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.TokenRejectedException;
import org.volumetransfers.testkit.TestClock;

/** When the service asks for a token of its own, and what comes of it. */
class ServiceTokenTest {

    private static final Instant NOW = Instant.parse("2025-06-15T12:00:00Z");
    private static final AuthToken TOKEN = new AuthToken("gAAAAABk-token");
    private static final Caller CALLER = new Caller(null, Set.of("member"), NOW.plus(Duration.ofDays(30)));

    private final TestClock clock = TestClock.at(NOW);
    private final KeystoneStandIn keystone = new KeystoneStandIn().tellingTheServiceOf(Map.of(TOKEN, CALLER));
    private final TokenVerifier verifier = verifier(KeystoneTokenVerifierServiceModeTest.CREDENTIALS);

    @AfterEach
    void end() {
        keystone.close();
    }

    private TokenVerifier verifier(ServiceCredentials credentials) {
        return new KeystoneTokenVerifier(
                keystone.config().withCredentials(credentials), clock, KeystoneStandIn.ENDLESS);
    }

    private static CompletionStage<Caller> ask(TokenVerifier verifier) {
        return verifier.verify(TOKEN);
    }

    /** From here on Keystone gives out another token, and takes no other. */
    private void takeOnly(String token, Instant expiresAt) {
        keystone.server().resetMappings();
        keystone.tellingTheServiceOf(Map.of());
        keystone.issuing(token, expiresAt);
        keystone.server()
                .stubFor(KeystoneStandIn.question(token, TOKEN.value())
                        .willReturn(KeystoneStandIn.json(200, KeystoneStandIn.tokenOf(CALLER))));
        keystone.server()
                .stubFor(KeystoneStandIn.question(KeystoneStandIn.SERVICE_TOKEN, TOKEN.value())
                        .willReturn(KeystoneStandIn.refusal(401, "Unauthorized")));
    }

    @Test
    void oneTokenServesAllQuestions() {
        for (int i = 0; i < 5; i++) {
            assertEquals(CALLER, callerOf(ask(verifier)));
        }
        assertEquals(1, keystone.logins());
    }

    @Test
    void thoseWhoNeedItAtTheSameTimeShareIt() {
        List<CompletionStage<Caller>> answers =
                IntStream.range(0, 20).mapToObj(i -> ask(verifier)).toList();
        answers.forEach(answer -> assertEquals(CALLER, callerOf(answer)));
        assertEquals(1, keystone.logins());
    }

    @Test
    void aUserAndItsProjectAreNamedAsKeystoneWantsThem() {
        callerOf(ask(verifier));
        keystone.server()
                .verify(postRequestedFor(urlEqualTo(KeystoneStandIn.TOKENS)).withRequestBody(equalToJson("""
                        {"auth": {
                          "identity": {"methods": ["password"], "password": {"user": {
                            "name": "volume-transfers", "domain": {"name": "Default"}, "password": "s3cret-Password"}}},
                          "scope": {"project": {"name": "service", "domain": {"name": "Default"}}}}}""")));
    }

    @Test
    void anApplicationCredentialIsNamedAsKeystoneWantsIt() {
        callerOf(ask(verifier(new ServiceCredentials.ApplicationCredential("f043138c", "s3cret"))));
        keystone.server()
                .verify(postRequestedFor(urlEqualTo(KeystoneStandIn.TOKENS)).withRequestBody(equalToJson("""
                        {"auth": {"identity": {"methods": ["application_credential"],
                          "application_credential": {"id": "f043138c", "secret": "s3cret"}}}}""")));
    }

    @Test
    void aTokenThatIsRefusedIsReplacedOnceAndTheQuestionAskedAgain() {
        callerOf(ask(verifier));
        takeOnly("gAAAAABk-second", NOW.plusSeconds(3_600));

        assertEquals(CALLER, callerOf(ask(verifier)));
        assertEquals(2, keystone.logins());
        assertEquals(CALLER, callerOf(ask(verifier)));
        assertEquals(2, keystone.logins());
    }

    @Test
    void whereTheNextOneIsRefusedTooTheCallerIsNotToBlame() {
        takeOnly("gAAAAABk-second", NOW.plusSeconds(3_600));
        keystone.issuing(KeystoneStandIn.SERVICE_TOKEN, NOW.plusSeconds(3_600));

        assertInstanceOf(BackendUnavailableException.class, failureOf(ask(verifier)));
        assertEquals(2, keystone.logins());

        for (int i = 0; i < 5; i++) {
            Throwable failure = failureOf(ask(verifier));
            assertTrue(String.valueOf(failure.getMessage()).contains("refused the token of the service with 401"));
        }
        assertEquals(2, keystone.logins(), "no third token is asked for just now");

        clock.advance(Duration.ofSeconds(10));
        takeOnly("gAAAAABk-third", NOW.plusSeconds(3_600));
        assertEquals(CALLER, callerOf(ask(verifier)));
    }

    @Test
    void anExpiredTokenIsNotShown() {
        keystone.issuing(KeystoneStandIn.SERVICE_TOKEN, NOW.plusSeconds(100));
        callerOf(ask(verifier));
        clock.advance(Duration.ofSeconds(100));
        takeOnly("gAAAAABk-second", NOW.plusSeconds(3_600));

        assertEquals(CALLER, callerOf(ask(verifier)));
        assertEquals(1, keystone.questionsBy(KeystoneStandIn.SERVICE_TOKEN), "only before it expired");
    }

    @Test
    void aTokenIsReplacedBeforeItExpiresWhileTheOldOneIsStillUsed() {
        keystone.issuing(KeystoneStandIn.SERVICE_TOKEN, NOW.plusSeconds(100));
        callerOf(ask(verifier));
        clock.advance(Duration.ofSeconds(79));
        callerOf(ask(verifier));
        assertEquals(1, keystone.logins());

        clock.advance(Duration.ofSeconds(1));
        assertEquals(CALLER, callerOf(ask(verifier)), "the old one is good for this question");
        Eventually.holds(() -> keystone.logins() == 2, "the next one is fetched");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void refusedCredentialsAreNotShownAgainForTenSeconds(int status) {
        keystone.server()
                .stubFor(post(urlEqualTo(KeystoneStandIn.TOKENS)).willReturn(KeystoneStandIn.refusal(status, "No")));
        for (int i = 0; i < 5; i++) {
            Throwable failure = failureOf(ask(verifier));
            assertInstanceOf(BackendUnavailableException.class, failure);
            assertTrue(String.valueOf(failure.getMessage()).contains("refused the credentials of the service"));
        }
        assertEquals(1, keystone.logins());

        clock.advance(Duration.ofSeconds(10));
        keystone.issuing(KeystoneStandIn.SERVICE_TOKEN, NOW.plusSeconds(3_600));
        assertEquals(CALLER, callerOf(ask(verifier)));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302, 429, 500, 503})
    void aFaultOfTheLoginIsNoRefusal(int status) {
        keystone.server()
                .stubFor(post(urlEqualTo(KeystoneStandIn.TOKENS))
                        .willReturn(KeystoneStandIn.json(status, "{}").withHeader("X-Subject-Token", "x")));
        assertInstanceOf(BackendUnavailableException.class, failureOf(ask(verifier)));

        // Past the back-off after 429 and 503, and well before the pause after a refusal has ended.
        clock.advance(Duration.ofSeconds(1));
        keystone.issuing(KeystoneStandIn.SERVICE_TOKEN, NOW.plusSeconds(3_600));
        assertEquals(CALLER, callerOf(ask(verifier)));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413, 431})
    void aPageInsteadOfALoginIsNoRefusal(int status) {
        keystone.server().stubFor(post(urlEqualTo(KeystoneStandIn.TOKENS)).willReturn(KeystoneStandIn.page(status)));
        assertInstanceOf(BackendUnavailableException.class, failureOf(ask(verifier)));

        keystone.issuing(KeystoneStandIn.SERVICE_TOKEN, NOW.plusSeconds(3_600));
        assertEquals(CALLER, callerOf(ask(verifier)));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aPageInsteadOfAnAnswerLeavesTheTokenInUse(int status) {
        callerOf(ask(verifier));
        keystone.server()
                .stubFor(KeystoneStandIn.question(KeystoneStandIn.SERVICE_TOKEN, TOKEN.value())
                        .willReturn(KeystoneStandIn.page(status)));
        String message = String.valueOf(assertInstanceOf(BackendUnavailableException.class, failureOf(ask(verifier)))
                .getMessage());
        assertTrue(message.contains("answered " + status + " as no Keystone does"), message);
        assertEquals(1, keystone.logins());
    }

    @Test
    void anUnknownTokenIsRefusedAndTheServiceTokenKept() {
        assertInstanceOf(TokenRejectedException.class, failureOf(verifier.verify(new AuthToken("unknown"))));
        assertEquals(CALLER, callerOf(ask(verifier)));
        assertEquals(1, keystone.logins());
    }

    @Test
    void neitherPasswordNorTokenIsInAnyText() {
        ServiceCredentials user = KeystoneTokenVerifierServiceModeTest.CREDENTIALS;
        assertFalse(user.toString().contains("s3cret"));
        assertFalse(new ServiceCredentials.ApplicationCredential("id", "s3cret")
                .toString()
                .contains("s3cret"));
        assertFalse(verifier.toString().contains("s3cret"));
        assertFalse(new ServiceToken.Issued("s3cret", NOW, NOW).toString().contains("s3cret"));
    }
}
