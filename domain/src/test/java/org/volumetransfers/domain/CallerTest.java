package org.volumetransfers.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerTest {

    private static final Instant EXPIRY = Instant.parse("2025-06-15T12:00:00.710000Z");

    @Test
    void isExpiredFromTheTimeOfExpiryWithoutGracePeriod() {
        Caller caller = new Caller(null, Set.of(), EXPIRY);
        assertFalse(caller.isExpiredAt(EXPIRY.minusNanos(1)));
        assertTrue(caller.isExpiredAt(EXPIRY));
        assertTrue(caller.isExpiredAt(EXPIRY.plusNanos(1)));
    }

    @Test
    void withoutExpiryIsNeverExpired() {
        assertFalse(new Caller(null, Set.of(), null).isExpiredAt(Instant.MAX));
    }

    @Test
    void laterChangesOfTheRolesHaveNoEffect() {
        Set<String> roles = new HashSet<>(Set.of("member"));
        Caller caller = new Caller(new ProjectId("p"), roles, null);
        roles.add("admin");
        assertEquals(Set.of("member"), caller.roles());
        assertThrows(UnsupportedOperationException.class, () -> caller.roles().clear());
    }

    @Test
    void withoutAccessRulesMayMakeAnyRequest() {
        assertTrue(new Caller(null, Set.of(), null).mayRequest("GET", "/v2/p/os-volume-transfer"));
    }

    @Test
    void withAccessRulesMayMakeRequestsThatOneOfThemPermits() {
        Set<AccessRule> rules = new HashSet<>(Set.of(new AccessRule("GET", "/v2/*"), new AccessRule("HEAD", "/v3/*")));
        Caller caller = new Caller(null, Set.of(), null, rules);
        rules.add(new AccessRule("POST", "/**"));
        assertTrue(caller.mayRequest("GET", "/v2/p"));
        assertTrue(caller.mayRequest("HEAD", "/v3/p"));
        assertFalse(caller.mayRequest("GET", "/v3/p"));
        assertFalse(caller.mayRequest("POST", "/v2/p"));
        assertFalse(new Caller(null, Set.of(), null, Set.of()).mayRequest("GET", "/v2/p"));
    }
}
