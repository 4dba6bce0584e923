package org.volumetransfers.adapter.keystone;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.TokenRejectedException;
import org.volumetransfers.testkit.TestClock;

// Longer than 250 lines: it is the table of what Keystone may answer, row by row.
/** What each answer of Keystone means: the table of {@code docs/contract.md}, section 8. */
class KeystoneAnswersTest {

    private static final Instant NOW = Instant.parse("2025-06-15T12:00:00Z");
    private static final AuthToken TOKEN = new AuthToken("gAAAAABk-token");
    private static final String EXPIRY = "\"expires_at\":\"2025-06-16T12:00:00.000000Z\"";

    private static final KeystoneStandIn KEYSTONE = new KeystoneStandIn();

    @BeforeAll
    static void issueServiceTokens() {
        KEYSTONE.issuing(KeystoneStandIn.SERVICE_TOKEN, NOW.plusSeconds(86_400));
    }

    @AfterAll
    static void end() {
        KEYSTONE.close();
    }

    private static TokenVerifier self() {
        return new KeystoneTokenVerifier(KEYSTONE.config(), TestClock.at(NOW));
    }

    private static TokenVerifier service() {
        return new KeystoneTokenVerifier(
                KEYSTONE.config().withCredentials(KeystoneTokenVerifierServiceModeTest.CREDENTIALS), TestClock.at(NOW));
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        KEYSTONE.server().stubFor(get(anyUrl()).willReturn(answer));
    }

    private static Throwable failure(TokenVerifier verifier) {
        Throwable failure = Outcome.failureOf(verifier.verify(TOKEN));
        assertFalse(failure.toString().contains(TOKEN.value()));
        return failure;
    }

    private static void assertRejected(TokenVerifier verifier) {
        assertInstanceOf(TokenRejectedException.class, failure(verifier));
    }

    private static String assertUnavailable(TokenVerifier verifier) {
        Throwable failure = failure(verifier);
        assertEquals(
                BackendUnavailableException.Backend.IDENTITY,
                assertInstanceOf(BackendUnavailableException.class, failure).backend());
        return String.valueOf(failure.getMessage());
    }

    private static Caller known(String body) {
        answer(KeystoneStandIn.json(200, body));
        return Outcome.callerOf(self().verify(TOKEN));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void aTokenThatAsksAboutItselfIsRefusedByAnyOfThese(int status) {
        answer(KeystoneStandIn.refusal(status, "No"));
        assertRejected(self());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void noBodyIsNeededToRefuseWhoAsks(int status) {
        answer(new ResponseDefinitionBuilder().withStatus(status));
        assertRejected(self());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404})
    void aTokenThatTheServiceAsksAboutIsRefusedByAnyOfThese(int status) {
        answer(KeystoneStandIn.refusal(status, "No"));
        assertRejected(service());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aServiceThatIsRefusedIsNoFaultOfTheToken(int status) {
        answer(KeystoneStandIn.refusal(status, "No"));
        assertTrue(assertUnavailable(service()).contains("refused the token of the service with " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 203, 204, 300, 301, 302, 307, 308, 402, 405, 407, 408, 409, 410, 413, 414, 418, 429, 431})
    void anyOtherStatusSaysNothingOfTheToken(int status) {
        answer(KeystoneStandIn.refusal(status, "Odd").withHeader("Location", "/elsewhere"));
        assertTrue(assertUnavailable(self()).endsWith("answered " + status));
        assertTrue(assertUnavailable(service()).endsWith("answered " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501, 502, 503, 504, 599})
    void aBrokenKeystoneSaysNothingOfTheToken(int status) {
        answer(KeystoneStandIn.refusal(status, "Broken"));
        assertTrue(assertUnavailable(self()).endsWith("answered " + status));
        assertTrue(assertUnavailable(service()).endsWith("answered " + status));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "\"error\"",
                "{\"error\":null}",
                "{\"error\":\"no\"}",
                "{\"error\":{}}",
                "{\"error_code\":\"APIG.0101\",\"error_msg\":\"The API does not exist\"}",
                "{\"itemNotFound\":{\"code\":404,\"message\":\"no\"}}",
                "{\"error\":{\"code\":404,\"message\":\"no\"",
                "<html>404</html>"
            })
    void a404ThatIsNoErrorOfKeystoneIsThatOfAWrongUrl(String body) {
        answer(KeystoneStandIn.json(404, body));
        assertTrue(assertUnavailable(self()).contains("is the URL right?"));
        assertTrue(assertUnavailable(service()).contains("is the URL right?"));
    }

    @Test
    void aPageIsNeverKeystonesNo() {
        ResponseDefinitionBuilder page =
                new ResponseDefinitionBuilder().withHeader("Content-Type", "text/html; charset=utf-8");
        answer(page.withStatus(404).withBody("{\"error\":{\"code\":404,\"message\":\"no\"}}"));
        assertUnavailable(self());
        answer(page.withStatus(400).withBody("<h1>The plain HTTP request was sent to HTTPS port</h1>"));
        assertUnavailable(self());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "true",
                "[]",
                "{}",
                "{\"token\":null}",
                "{\"token\":[]}",
                "{\"token\":{}}",
                "{\"token\":{\"expires_at\":null}}",
                "{\"token\":{\"expires_at\":1750000000}}",
                "{\"token\":{\"expires_at\":\"tomorrow\"}}",
                "{\"token\":{\"expires_at\":\"\"}}",
                "{\"token\":{\"expires_at\":\"2025-06-16 12:00:00\"}}",
                "{\"token\":{" + EXPIRY + ",\"project\":\"p\"}}",
                "{\"token\":{" + EXPIRY + ",\"project\":{}}}",
                "{\"token\":{" + EXPIRY + ",\"project\":{\"id\":7}}}",
                "{\"token\":{" + EXPIRY + ",\"roles\":\"member\"}}",
                "{\"token\":{" + EXPIRY + ",\"roles\":[\"member\"]}}",
                "{\"token\":{" + EXPIRY + ",\"roles\":[{\"id\":\"1\"}]}}",
                "{\"token\":{" + EXPIRY + ",\"project\":{\"id\":\"p\"},\"project\":{\"id\":\"q\"}}}",
                "{\"token\":{" + EXPIRY + "}",
                "{\"token\":{" + EXPIRY + "}} {}",
                "{\"token\":{" + EXPIRY + ",}}",
                "<html>Welcome</html>"
            })
    void a200ThatIsNoTokenSaysNothing(String body) {
        answer(KeystoneStandIn.json(200, body));
        assertUnavailable(self());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/plain", "application/xml", "application/octet-stream", "json"})
    void a200OfAnotherTypeSaysNothing(String type) {
        answer(new ResponseDefinitionBuilder()
                .withHeader("Content-Type", type)
                .withBody("{\"token\":{" + EXPIRY + "}}"));
        assertTrue(assertUnavailable(self()).contains("not JSON"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "APPLICATION/JSON", "application/json ;charset=utf-8"})
    void jsonMayHaveParametersAndAnyCase(String type) {
        answer(new ResponseDefinitionBuilder()
                .withHeader("Content-Type", type)
                .withBody("{\"token\":{" + EXPIRY + "}}"));
        assertEquals(Set.of(), Outcome.callerOf(self().verify(TOKEN)).roles());
    }

    @Test
    void whatIsNotNeededDoesNotMatter() {
        Caller caller = known("{\"token\":{\"catalog\":[{\"x\":1}],\"new\":{\"a\":[null]}," + EXPIRY
                + ",\"project\":{\"id\":\"p\",\"domain\":null},\"roles\":[{\"name\":\"a\"},{\"name\":\"a\",\"id\":null}],"
                + "\"is_domain\":false,\"issued_at\":\"never\"},\"more\":0}");
        assertEquals(new Caller(new ProjectId("p"), Set.of("a"), Instant.parse("2025-06-16T12:00:00Z")), caller);
    }

    @Test
    void tokensOfADomainOfTheSystemOrOfNothingHaveNoProject() {
        assertNull(known("{\"token\":{" + EXPIRY + ",\"domain\":{\"id\":\"default\"}}}")
                .project());
        assertNull(known("{\"token\":{" + EXPIRY + ",\"system\":{\"all\":true},\"roles\":[]}}")
                .project());
        assertNull(known("{\"token\":{" + EXPIRY + ",\"project\":null,\"roles\":null}}")
                .project());
    }

    @Test
    void aProjectThatNoUrlCanNameIsNoProject() {
        assertNull(known("{\"token\":{" + EXPIRY + ",\"project\":{\"id\":\"a b\"},\"roles\":[]}}")
                .project());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-06-15T12:00:00.000000Z", "2025-06-15T11:59:59.999999Z", "2025-06-15T14:00:00+02:00"})
    void aTokenThatHasExpiredIsRefusedWhateverKeystoneSays(String expiry) {
        answer(KeystoneStandIn.json(200, "{\"token\":{\"expires_at\":\"" + expiry + "\"}}"));
        assertRejected(self());
        assertRejected(service());
    }

    @Test
    void aHugeAnswerSaysNothing() {
        answer(KeystoneStandIn.json(200, "{\"token\":{" + EXPIRY + ",\"pad\":\"" + "x".repeat(2_000_000) + "\"}}"));
        assertUnavailable(self());
    }

    @Test
    void aDeepAnswerSaysNothing() {
        answer(KeystoneStandIn.json(200, "{\"token\":" + "[".repeat(100_000)));
        assertUnavailable(self());
    }

    @Test
    void redirectsAreNotFollowed() {
        KEYSTONE.server().resetRequests();
        answer(new ResponseDefinitionBuilder().withStatus(302).withHeader("Location", "/v3/elsewhere"));
        assertUnavailable(self());
        assertEquals(1, KEYSTONE.server().getAllServeEvents().size());
    }
}
