package org.volumetransfers.bootstrap.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.domain.AccessRule;

/** Application credentials with access rules of a running Keystone, in both modes. */
@Timeout(600)
@EnabledIfEnvironmentVariable(
        named = "TEST_KEYSTONE_URL",
        matches = ".+",
        disabledReason = "TEST_KEYSTONE_URL is not set; AccessRulesIT uses a stand-in")
class RealAccessRulesIT {

    @ParameterizedTest
    @ValueSource(strings = {"self", "service"})
    void onlyRequestsThatARulePermitsAreAnswered(String mode, @TempDir Path directory) throws Exception {
        RealKeystone keystone = new RealKeystone();
        List<String> options = new ArrayList<>(List.of("--keystone-url=" + keystone.url(), "--keystone-mode=" + mode));
        if (mode.equals("service")) {
            Path file = Files.writeString(directory.resolve("credentials.json"), keystone.credentials());
            options.add("--keystone-credentials-file=" + file);
        }
        AccessRule list = new AccessRule("GET", "/v2/{project_id}/os-volume-transfer");
        String permitted = keystone.restrictedToken("volumev3", list);
        String ofAnotherService = keystone.restrictedToken("compute", list);
        try (ServerOnKeystone server =
                ServerOnKeystone.start(directory, keystone.project(), options.toArray(String[]::new))) {
            for (int i = 0; i < 2; i++) {
                server.assertListed(permitted);
                assertEquals(401, server.send(permitted, "/detail").get().statusCode());
                server.assertUnauthenticated(ofAnotherService);
            }
        }
    }
}
