package org.volumetransfers.adapter.keystone;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.awaitility.Awaitility.await;
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

/** When the service requests a token of its own, and how it is used. */
class ServiceTokenTest {

    private static final Instant NOW = Instant.parse("2025-06-15T12:00:00Z");
    private static final AuthToken TOKEN = new AuthToken("gAAAAABk-token");
    private static final Caller CALLER = new Caller(null, Set.of("member"), NOW.plus(Duration.ofDays(30)));

    private final TestClock clock = TestClock.at(NOW);
    private final FakeKeystone keystone = new FakeKeystone().acceptingForService(Map.of(TOKEN, CALLER));
    private final TokenVerifier verifier = verifier(KeystoneTokenVerifierServiceModeTest.CREDENTIALS);

    @AfterEach
    void end() {
        keystone.close();
    }

    private TokenVerifier verifier(ServiceCredentials credentials) {
        return new KeystoneTokenVerifier(keystone.config().withCredentials(credentials), clock, FakeKeystone.NEVER);
    }

    private static CompletionStage<Caller> verify(TokenVerifier verifier) {
        return verifier.verify(TOKEN);
    }

    /** From now on Keystone issues another service token, and accepts no other. */
    private void acceptOnly(String token, Instant expiresAt) {
        keystone.server().resetMappings();
        keystone.acceptingForService(Map.of());
        keystone.issue(token, expiresAt);
        keystone.server()
                .stubFor(FakeKeystone.validation(token, TOKEN.value())
                        .willReturn(FakeKeystone.json(200, FakeKeystone.tokenJson(CALLER))));
        keystone.server()
                .stubFor(FakeKeystone.validation(FakeKeystone.SERVICE_TOKEN, TOKEN.value())
                        .willReturn(FakeKeystone.error(401, "Unauthorized")));
    }

    @Test
    void oneTokenAuthenticatesAllValidations() {
        for (int i = 0; i < 5; i++) {
            assertEquals(CALLER, callerOf(verify(verifier)));
        }
        assertEquals(1, keystone.logins());
    }

    @Test
    void concurrentValidationsShareOneLogin() {
        List<CompletionStage<Caller>> answers =
                IntStream.range(0, 20).mapToObj(i -> verify(verifier)).toList();
        answers.forEach(answer -> assertEquals(CALLER, callerOf(answer)));
        assertEquals(1, keystone.logins());
    }

    @Test
    void theLoginOfAUserNamesTheProject() {
        callerOf(verify(verifier));
        keystone.server()
                .verify(postRequestedFor(urlEqualTo(FakeKeystone.TOKENS)).withRequestBody(equalToJson("""
                        {"auth": {
                          "identity": {"methods": ["password"], "password": {"user": {
                            "name": "volume-transfers", "domain": {"name": "Default"}, "password": "s3cret-Password"}}},
                          "scope": {"project": {"name": "service", "domain": {"name": "Default"}}}}}""")));
    }

    @Test
    void theLoginWithAnApplicationCredentialNamesItsId() {
        callerOf(verify(verifier(new ServiceCredentials.ApplicationCredential("f043138c", "s3cret"))));
        keystone.server()
                .verify(postRequestedFor(urlEqualTo(FakeKeystone.TOKENS)).withRequestBody(equalToJson("""
                        {"auth": {"identity": {"methods": ["application_credential"],
                          "application_credential": {"id": "f043138c", "secret": "s3cret"}}}}""")));
    }

    @Test
    void aRejectedTokenIsReplacedOnceAndTheValidationRepeated() {
        callerOf(verify(verifier));
        acceptOnly("gAAAAABk-second", NOW.plusSeconds(3_600));

        assertEquals(CALLER, callerOf(verify(verifier)));
        assertEquals(2, keystone.logins());
        assertEquals(CALLER, callerOf(verify(verifier)));
        assertEquals(2, keystone.logins());
    }

    @Test
    void aSecondRejectedTokenMakesIdentityUnavailable() {
        acceptOnly("gAAAAABk-second", NOW.plusSeconds(3_600));
        keystone.issue(FakeKeystone.SERVICE_TOKEN, NOW.plusSeconds(3_600));

        assertInstanceOf(BackendUnavailableException.class, failureOf(verify(verifier)));
        assertEquals(2, keystone.logins());

        for (int i = 0; i < 5; i++) {
            Throwable failure = failureOf(verify(verifier));
            assertTrue(String.valueOf(failure.getMessage()).contains("rejected the service token with 401"));
        }
        assertEquals(2, keystone.logins(), "no third token is requested for now");

        clock.advance(Duration.ofSeconds(10));
        acceptOnly("gAAAAABk-third", NOW.plusSeconds(3_600));
        assertEquals(CALLER, callerOf(verify(verifier)));
    }

    @Test
    void anExpiredTokenIsNotSent() {
        keystone.issue(FakeKeystone.SERVICE_TOKEN, NOW.plusSeconds(100));
        callerOf(verify(verifier));
        clock.advance(Duration.ofSeconds(100));
        acceptOnly("gAAAAABk-second", NOW.plusSeconds(3_600));

        assertEquals(CALLER, callerOf(verify(verifier)));
        assertEquals(1, keystone.validationsBy(FakeKeystone.SERVICE_TOKEN), "only before it expired");
    }

    @Test
    void aTokenIsReplacedBeforeItExpiresWithoutDelay() {
        keystone.issue(FakeKeystone.SERVICE_TOKEN, NOW.plusSeconds(100));
        callerOf(verify(verifier));
        clock.advance(Duration.ofSeconds(79));
        callerOf(verify(verifier));
        assertEquals(1, keystone.logins());

        clock.advance(Duration.ofSeconds(1));
        assertEquals(CALLER, callerOf(verify(verifier)), "the old token is still valid");
        await().atMost(Duration.ofSeconds(30)).until(() -> keystone.logins() == 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void rejectedCredentialsAreNotSentAgainForTenSeconds(int status) {
        keystone.server().stubFor(post(urlEqualTo(FakeKeystone.TOKENS)).willReturn(FakeKeystone.error(status, "No")));
        for (int i = 0; i < 5; i++) {
            Throwable failure = failureOf(verify(verifier));
            assertInstanceOf(BackendUnavailableException.class, failure);
            assertTrue(String.valueOf(failure.getMessage()).contains("rejected the credentials of the service"));
        }
        assertEquals(1, keystone.logins());

        clock.advance(Duration.ofSeconds(10));
        keystone.issue(FakeKeystone.SERVICE_TOKEN, NOW.plusSeconds(3_600));
        assertEquals(CALLER, callerOf(verify(verifier)));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302, 429, 500, 503})
    void aFailedLoginIsNoRejection(int status) {
        keystone.server()
                .stubFor(post(urlEqualTo(FakeKeystone.TOKENS))
                        .willReturn(FakeKeystone.json(status, "{}").withHeader("X-Subject-Token", "x")));
        assertInstanceOf(BackendUnavailableException.class, failureOf(verify(verifier)));

        // The back-off after 429 and 503 has ended; a pause after a rejection would not have.
        clock.advance(Duration.ofSeconds(1));
        keystone.issue(FakeKeystone.SERVICE_TOKEN, NOW.plusSeconds(3_600));
        assertEquals(CALLER, callerOf(verify(verifier)));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413, 431})
    void anErrorPageInPlaceOfALoginIsNoRejection(int status) {
        keystone.server().stubFor(post(urlEqualTo(FakeKeystone.TOKENS)).willReturn(FakeKeystone.page(status)));
        assertInstanceOf(BackendUnavailableException.class, failureOf(verify(verifier)));

        keystone.issue(FakeKeystone.SERVICE_TOKEN, NOW.plusSeconds(3_600));
        assertEquals(CALLER, callerOf(verify(verifier)));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void anErrorPageInPlaceOfAValidationKeepsTheServiceToken(int status) {
        callerOf(verify(verifier));
        keystone.server()
                .stubFor(FakeKeystone.validation(FakeKeystone.SERVICE_TOKEN, TOKEN.value())
                        .willReturn(FakeKeystone.page(status)));
        String message = String.valueOf(assertInstanceOf(BackendUnavailableException.class, failureOf(verify(verifier)))
                .getMessage());
        assertTrue(message.contains("answered " + status + " with a body that is not a Keystone error"), message);
        assertEquals(1, keystone.logins());
    }

    @Test
    void anUnknownTokenIsRejectedAndTheServiceTokenKept() {
        assertInstanceOf(TokenRejectedException.class, failureOf(verifier.verify(new AuthToken("unknown"))));
        assertEquals(CALLER, callerOf(verify(verifier)));
        assertEquals(1, keystone.logins());
    }

    @Test
    void passwordsAndTokensAreMasked() {
        ServiceCredentials user = KeystoneTokenVerifierServiceModeTest.CREDENTIALS;
        assertFalse(user.toString().contains("s3cret"));
        assertFalse(new ServiceCredentials.ApplicationCredential("id", "s3cret")
                .toString()
                .contains("s3cret"));
        assertFalse(verifier.toString().contains("s3cret"));
        assertFalse(new ServiceToken.Issued("s3cret", NOW, NOW).toString().contains("s3cret"));
    }
}
