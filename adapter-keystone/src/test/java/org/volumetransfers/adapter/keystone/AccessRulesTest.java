package org.volumetransfers.adapter.keystone;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AccessRule;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/** The access rules of application credentials: which are kept, and that Keystone learns that they are enforced. */
class AccessRulesTest {

    private static final AccessRule LIST = new AccessRule("GET", "/v2/*/os-volume-transfer");
    private static final AccessRule ALL = new AccessRule("HEAD", "/v2/**");

    private static @Nullable Caller caller(String credential, String... serviceTypes) {
        String body = "{\"token\":{\"expires_at\":\"2025-06-16T12:00:00.000000Z\",\"application_credential\":"
                + credential + "}}";
        return TokenJson.caller(body.getBytes(StandardCharsets.UTF_8), null, Set.of(serviceTypes));
    }

    private static @Nullable Set<AccessRule> rules(String credential, String... serviceTypes) {
        return Objects.requireNonNull(caller(credential, serviceTypes)).accessRules();
    }

    private static String rule(String service, AccessRule rule) {
        return "{\"id\":\"1\",\"service\":\"" + service + "\",\"method\":\"" + rule.method() + "\",\"path\":\""
                + rule.path() + "\"}";
    }

    private static String credential(String... rules) {
        return "{\"id\":\"a\",\"restricted\":true,\"access_rules\":[" + String.join(",", rules) + "]}";
    }

    @Test
    void theRulesOfTheServiceAreKept() {
        String credential = credential(rule("volumev3", LIST), rule("compute", ALL), rule("volume", ALL));
        assertEquals(Set.of(LIST), rules(credential, "volumev3", "block-storage"));
        assertEquals(Set.of(LIST, ALL), rules(credential, "volumev3", "volume"));
        assertEquals(Set.of(), rules(credential, "Volume", "block-storage"));
    }

    @Test
    void noRulesPermitNothingUnlessTheCredentialIsNotRestricted() {
        assertEquals(Set.of(), rules(credential(), "volumev3"));
        assertNull(rules("{\"id\":\"a\",\"restricted\":true}", "volumev3"));
        assertNull(rules("{\"id\":\"a\",\"access_rules\":null}", "volumev3"));
        assertNull(rules("null", "volumev3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_rules\":{}}",
                "{\"access_rules\":\"none\"}",
                "{\"access_rules\":[\"GET /\"]}",
                "{\"access_rules\":[{\"service\":\"volumev3\",\"method\":\"GET\"}]}",
                "{\"access_rules\":[{\"service\":\"volumev3\",\"path\":\"/\"}]}",
                "{\"access_rules\":[{\"method\":\"GET\",\"path\":\"/\"}]}",
                "{\"access_rules\":[{\"service\":\"volumev3\",\"method\":\"GET\",\"path\":null}]}",
            })
    void rulesThatCannotBeReadAreNotIgnored(String credential) {
        assertNull(caller(credential, "volumev3"));
    }

    @Test
    void atMostTwoHundredRulesOfTheServiceAreKept() {
        assertEquals(
                200, Objects.requireNonNull(rules(many(200, 5_000), "volumev3")).size());
        assertNull(caller(many(201, 0), "volumev3"));
    }

    private static String many(int ofTheService, int ofOthers) {
        return credential(IntStream.range(0, ofTheService + ofOthers)
                .mapToObj(i -> rule(i < ofTheService ? "volumev3" : "compute", new AccessRule("GET", "/v2/" + i)))
                .toArray(String[]::new));
    }

    @Test
    void aRuleThatIsTooLongForKeystoneIsRefused() {
        AccessRule longest = new AccessRule("GET", "/".repeat(255));
        assertEquals(Set.of(longest), rules(credential(rule("volume", longest)), "volume"));
        assertNull(caller(credential(rule("volume", new AccessRule("GET", "/".repeat(256)))), "volume"));
    }

    @Test
    void keystoneLearnsThatRulesAreEnforcedInBothModes() {
        try (FakeKeystone keystone = new FakeKeystone()) {
            keystone.issue(
                    FakeKeystone.SERVICE_TOKEN, Clock.systemUTC().instant().plusSeconds(86_400));
            ResponseDefinitionBuilder token = FakeKeystone.restrictedToken("block-storage", LIST);
            keystone.server()
                    .stubFor(get(urlEqualTo(FakeKeystone.TOKENS))
                            .withHeader("OpenStack-Identity-Access-Rules", equalTo("1.0"))
                            .willReturn(token));
            KeystoneConfig self = keystone.config();
            for (KeystoneConfig config :
                    Set.of(self, self.withCredentials(KeystoneTokenVerifierServiceModeTest.CREDENTIALS))) {
                TokenVerifier verifier = new KeystoneTokenVerifier(config, Clock.systemUTC(), FakeKeystone.NEVER);
                Caller caller = Outcome.callerOf(verifier.verify(new AuthToken(FakeKeystone.newToken())));
                assertEquals(Set.of(LIST), caller.accessRules());
            }
            TokenVerifier other = new KeystoneTokenVerifier(
                    self.withServiceTypes(Set.of("evs")), Clock.systemUTC(), FakeKeystone.NEVER);
            assertEquals(
                    Set.of(),
                    Outcome.callerOf(other.verify(new AuthToken(FakeKeystone.newToken())))
                            .accessRules());
        }
    }
}
