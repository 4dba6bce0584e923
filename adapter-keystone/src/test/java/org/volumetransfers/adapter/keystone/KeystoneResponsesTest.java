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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.TokenRejectedException;
import org.volumetransfers.testkit.TestClock;

/** What each response of Keystone means: the table in {@code docs/contract.md}, section 8. */
class KeystoneResponsesTest {

    private static final Instant NOW = Instant.parse("2025-06-15T12:00:00Z");
    private static final AuthToken TOKEN = new AuthToken("gAAAAABk-token");
    private static final String EXPIRY = "\"expires_at\":\"2025-06-16T12:00:00.000000Z\"";

    private static final FakeKeystone KEYSTONE = new FakeKeystone();

    @BeforeAll
    static void issueServiceTokens() {
        KEYSTONE.issue(FakeKeystone.SERVICE_TOKEN, NOW.plusSeconds(86_400));
    }

    @AfterAll
    static void end() {
        KEYSTONE.close();
    }

    private static TokenVerifier self() {
        return new KeystoneTokenVerifier(KEYSTONE.config(), TestClock.at(NOW), FakeKeystone.NEVER);
    }

    private static TokenVerifier service() {
        return new KeystoneTokenVerifier(
                KEYSTONE.config().withCredentials(KeystoneTokenVerifierServiceModeTest.CREDENTIALS),
                TestClock.at(NOW),
                FakeKeystone.NEVER);
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
        answer(FakeKeystone.json(200, body));
        return Outcome.callerOf(self().verify(TOKEN));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void keystoneRejectsATokenThatValidatesItself(int status) {
        answer(FakeKeystone.error(status, "No"));
        assertRejected(self());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void iamRejectsTokensInItsOwnFormat(int status) {
        answer(FakeKeystone.json(status, "{\"error_code\":\"IAM.0001\",\"error_msg\":\"no\"}"));
        assertRejected(self());
    }

    @ParameterizedTest
    @ValueSource(ints = {413, 431})
    void aTokenThatIsTooLongForAProxyIsRejected(int status) {
        answer(FakeKeystone.page(status));
        assertRejected(self());
        assertRejected(service());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404})
    void keystoneRejectsATokenThatTheServiceValidates(int status) {
        answer(FakeKeystone.error(status, "No"));
        assertRejected(service());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRejectedServiceTokenDoesNotRejectTheCallersToken(int status) {
        answer(FakeKeystone.error(status, "No"));
        assertTrue(assertUnavailable(service()).contains("rejected the service token with " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 203, 204, 300, 301, 302, 307, 308, 402, 405, 407, 408, 409, 410, 414, 418, 429})
    void anyOtherStatusMakesIdentityUnavailable(int status) {
        answer(FakeKeystone.error(status, "Odd").withHeader("Location", "/elsewhere"));
        assertTrue(assertUnavailable(self()).endsWith("answered " + status));
        assertTrue(assertUnavailable(service()).endsWith("answered " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501, 502, 503, 504, 599})
    void aServerErrorMakesIdentityUnavailable(int status) {
        answer(FakeKeystone.error(status, "Broken"));
        assertTrue(assertUnavailable(self()).endsWith("answered " + status));
        assertTrue(assertUnavailable(service()).endsWith("answered " + status));
    }

    static Stream<Arguments> errorsInOtherFormats() {
        return Stream.of(
                        "",
                        "null",
                        "[]",
                        "{}",
                        "\"error\"",
                        "{\"error\":null}",
                        "{\"error\":\"no\"}",
                        "{\"error\":{}}",
                        "{\"error\":{\"code\":404}}",
                        "{\"error\":{\"code\":null,\"message\":null}}",
                        "{\"error\":{\"code\":404,\"message\":[\"no\"]}}",
                        "{\"error\":{\"code\":\"EVS.5404\",\"message\":\"no\"}}",
                        "[{\"error\":{\"code\":404,\"message\":\"no\"}}]",
                        "{\"error_code\":\"IAM.0001\"}",
                        "{\"error_code\":{},\"error_msg\":[]}",
                        "{\"code\":404,\"message\":\"no\"}",
                        "{\"itemNotFound\":{\"code\":404,\"message\":\"no\"}}",
                        "{\"error\":{\"code\":404,\"message\":\"no\"",
                        "<html>404</html>")
                .flatMap(body -> Stream.of(400, 401, 403, 404).map(status -> Arguments.of(status, body)));
    }

    @ParameterizedTest
    @MethodSource("errorsInOtherFormats")
    void anErrorInAnotherFormatMakesIdentityUnavailable(int status, String body) {
        answer(FakeKeystone.json(status, body));
        assertTrue(assertUnavailable(self()).contains("check the URL"));
        assertTrue(assertUnavailable(service()).contains("check the URL"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void anErrorPageMakesIdentityUnavailable(int status) {
        answer(FakeKeystone.page(status));
        assertUnavailable(self());
        assertUnavailable(service());
        answer(FakeKeystone.page(status).withBody("{\"error\":{\"code\":404,\"message\":\"no\"}}"));
        assertUnavailable(self());
        assertUnavailable(service());
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
    void a200WithoutATokenMakesIdentityUnavailable(String body) {
        answer(FakeKeystone.json(200, body));
        assertUnavailable(self());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/plain", "application/xml", "application/octet-stream", "json"})
    void a200OfAnotherTypeMakesIdentityUnavailable(String type) {
        answer(new ResponseDefinitionBuilder()
                .withHeader("Content-Type", type)
                .withBody("{\"token\":{" + EXPIRY + "}}"));
        assertTrue(assertUnavailable(self()).contains("not JSON"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "APPLICATION/JSON", "application/json ;charset=utf-8"})
    void theContentTypeMayHaveParametersAndAnyCase(String type) {
        answer(new ResponseDefinitionBuilder()
                .withHeader("Content-Type", type)
                .withBody("{\"token\":{" + EXPIRY + "}}"));
        assertEquals(Set.of(), Outcome.callerOf(self().verify(TOKEN)).roles());
    }

    @Test
    void otherMembersAreIgnored() {
        Caller caller = known("{\"token\":{\"catalog\":[{\"x\":1}],\"new\":{\"a\":[null]}," + EXPIRY
                + ",\"project\":{\"id\":\"p\",\"domain\":null},\"roles\":[{\"name\":\"a\"},{\"name\":\"a\",\"id\":null}],"
                + "\"is_domain\":false,\"issued_at\":\"never\"},\"more\":0}");
        assertEquals(new Caller(new ProjectId("p"), Set.of("a"), Instant.parse("2025-06-16T12:00:00Z")), caller);
    }

    @Test
    void tokensOfADomainOrTheSystemHaveNoProject() {
        assertNull(known("{\"token\":{" + EXPIRY + ",\"domain\":{\"id\":\"default\"}}}")
                .project());
        assertNull(known("{\"token\":{" + EXPIRY + ",\"system\":{\"all\":true},\"roles\":[]}}")
                .project());
        assertNull(known("{\"token\":{" + EXPIRY + ",\"project\":null,\"roles\":null}}")
                .project());
    }

    @Test
    void aProjectIdThatCannotOccurInAUrlIsNoProject() {
        assertNull(known("{\"token\":{" + EXPIRY + ",\"project\":{\"id\":\"a b\"},\"roles\":[]}}")
                .project());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-06-15T12:00:00.000000Z", "2025-06-15T11:59:59.999999Z", "2025-06-15T14:00:00+02:00"})
    void anExpiredTokenIsRejectedEvenIfKeystoneAcceptsIt(String expiry) {
        answer(FakeKeystone.json(200, "{\"token\":{\"expires_at\":\"" + expiry + "\"}}"));
        assertRejected(self());
        assertRejected(service());
    }

    @Test
    void aHugeResponseMakesIdentityUnavailable() {
        answer(FakeKeystone.json(200, "{\"token\":{" + EXPIRY + ",\"pad\":\"" + "x".repeat(2_000_000) + "\"}}"));
        assertInstanceOf(LimitedBody.TooLongException.class, failure(self()).getCause());
    }

    @Test
    void deeplyNestedJsonMakesIdentityUnavailable() {
        answer(FakeKeystone.json(200, "{\"token\":" + "[".repeat(100_000)));
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
