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
}
