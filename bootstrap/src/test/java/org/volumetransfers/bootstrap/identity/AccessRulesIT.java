package org.volumetransfers.bootstrap.identity;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.volumetransfers.adapter.keystone.FakeKeystone;
import org.volumetransfers.domain.AccessRule;

/** Tokens of application credentials with access rules, which are enforced for cached tokens too. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(600)
class AccessRulesIT {

    private final Path directory;
    private final FakeKeystone keystone = new FakeKeystone();
    private ServerOnKeystone server;

    AccessRulesIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    void start() throws Exception {
        server = ServerOnKeystone.start(directory, FakeKeystone.PROJECT, "--keystone-url=" + keystone.url());
    }

    @AfterAll
    void end() {
        server.close();
        keystone.close();
    }

    private String token(String service, AccessRule... rules) {
        String token = FakeKeystone.newToken();
        keystone.server()
                .stubFor(any(anyUrl())
                        .withHeader("X-Subject-Token", equalTo(token))
                        .withHeader("OpenStack-Identity-Access-Rules", equalTo("1.0"))
                        .willReturn(FakeKeystone.restrictedToken(service, rules)));
        return token;
    }

    @ParameterizedTest
    @CsvSource({
        "volumev3, GET, /v2/*/os-volume-transfer",
        "volume, GET, /v2/{project_id}/os-volume-transfer",
        "block-storage, GET, /v2/**"
    })
    void aRequestThatARulePermitsIsAnswered(String service, String method, String path) throws Exception {
        String token = token(service, new AccessRule(method, path));
        server.assertListed(token);
        server.assertListed(token);
    }

    @ParameterizedTest
    @CsvSource({
        "volumev3, GET, /v3/*/volumes",
        "volumev3, GET, /v2/*/os-volume-transfer/*",
        "volumev3, POST, /v2/*/os-volume-transfer",
        "compute, GET, /v2/*/os-volume-transfer"
    })
    void aRequestThatNoRulePermitsIsRejected(String service, String method, String path) throws Exception {
        String token = token(service, new AccessRule(method, path));
        server.assertUnauthenticated(token);
        server.assertUnauthenticated(token);
    }

    @Test
    void aCachedTokenIsPermittedWhatItsRulesName() throws Exception {
        String token = token("volumev3", new AccessRule("GET", "/v2/*/os-volume-transfer"));
        for (int i = 0; i < 2; i++) {
            server.assertListed(token);
            assertEquals(401, server.send(token, "/detail").get().statusCode());
        }
    }

    @Test
    void noRulesPermitNothing() throws Exception {
        server.assertUnauthenticated(token("volumev3"));
    }
}
