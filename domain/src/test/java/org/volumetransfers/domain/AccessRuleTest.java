package org.volumetransfers.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRuleTest {

    @ParameterizedTest
    @CsvSource({
        // Only itself
        "/v2/p/os-volume-transfer, /v2/p/os-volume-transfer, true",
        "/v2/p/os-volume-transfer, /v2/p/os-volume-transfer/1, false",
        "/v2/p/os-volume-transfer, /v2/p/os-volume-transfe, false",
        "/v2/p/os-volume-transfer, /v2/P/os-volume-transfer, false",
        "/v2/p/os.volume.transfer, /v2/p/os-volume-transfer, false",
        "'', '', true",
        "'', /, false",
        // Characters of one segment
        "/v2/*/os-volume-transfer, /v2/p/os-volume-transfer, true",
        "/v2/*/os-volume-transfer, /v2//os-volume-transfer, false",
        "/v2/*/os-volume-transfer, /v2/p/q/os-volume-transfer, false",
        "/v2/*/os-volume-transfer/*, /v2/p/os-volume-transfer, false",
        "/v2/*/os-volume-transfer/*, /v2/p/os-volume-transfer/, false",
        "/v2/*/os-volume-transfer/*, /v2/p/os-volume-transfer/1, true",
        "/v*/p/os-*-transfer, /v3/p/os-volume-transfer, true",
        "/v2/p*, /v2/p, false",
        "*, v2, true",
        "*, /v2, false",
        // A name has no meaning
        "/v2/{project_id}/os-volume-transfer, /v2/p/os-volume-transfer, true",
        "/v2/{}/os-volume-transfer, /v2/p/os-volume-transfer, true",
        "/v2/{project_id}/os-volume-transfer, /v2/p/q/os-volume-transfer, false",
        "/v2/{project_id, /v2/{project_id, true",
        "/v2/{project_id, /v2/p, false",
        "/v2/project_id}, /v2/project_id}, true",
        // Any characters, or none
        "/v2/**, /v2/p/os-volume-transfer/1, true",
        "/v2/**, /v2/, true",
        "/v2/**, /v2, false",
        "/v2/**/os-volume-transfer, /v2/p/q/os-volume-transfer, true",
        "/v2/**/os-volume-transfer, /v2/os-volume-transfer, false",
        "/v2**/detail, /v2/p/os-volume-transfer/detail, true",
        "**, '', true",
        "/***, /, false",
        "/***, /v2, true",
    })
    void thePatternDecides(String pattern, String path, boolean permitted) {
        assertEquals(permitted, new AccessRule("GET", pattern).permits("GET", path));
    }

    @Test
    void methodsAreComparedExactly() {
        AccessRule rule = new AccessRule("GET", "/**");
        assertTrue(rule.permits("GET", "/v2"));
        for (String other : new String[] {"HEAD", "get", "GET ", "POST", ""}) {
            assertFalse(rule.permits(other, "/v2"), other);
        }
    }

    @Test
    void aPatternOfManyWildcardsIsMatchedInBoundedTime() {
        String path = "/" + "a".repeat(400);
        for (String wildcards : new String[] {"**a".repeat(80), "**{a}".repeat(50), "*".repeat(254)}) {
            AccessRule rule = new AccessRule("GET", "/" + wildcards + "b");
            assertFalse(assertTimeoutPreemptively(Duration.ofSeconds(30), () -> rule.permits("GET", path)));
        }
    }
}
