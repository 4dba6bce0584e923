package org.volumetransfers.adapter.keystone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AccessRule;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/** Which of a token's roles are kept: those that the policy refers to, and never an unlimited number. */
class KeptRolesTest {

    private static @Nullable Caller caller(@Nullable Set<String> ofInterest, Stream<String> roles) {
        String body = "{\"token\":{\"expires_at\":\"2025-06-16T12:00:00.000000Z\",\"roles\":["
                + roles.map(role -> "{\"name\":\"" + role + "\"}").collect(Collectors.joining(",")) + "]}}";
        return TokenJson.caller(body.getBytes(StandardCharsets.UTF_8), ofInterest, Set.of());
    }

    private static Set<String> roles(@Nullable Set<String> ofInterest, Stream<String> roles) {
        return Objects.requireNonNull(caller(ofInterest, roles)).roles();
    }

    private static Stream<String> many(int count) {
        return IntStream.range(0, count).mapToObj(i -> "role-" + i);
    }

    @Test
    void allRolesAreKeptWithoutAPolicy() {
        assertEquals(1_000, roles(null, many(1_000)).size());
    }

    @Test
    void moreThanAThousandRolesAreRefusedWithoutAPolicy() {
        assertNull(caller(null, many(1_001)));
    }

    @Test
    void theRolesOfThePolicyAreKeptWhereverTheyAre() {
        Set<String> policy = Set.of("member", "reader", "admin");
        assertEquals(
                Set.of("member", "reader"), roles(policy, Stream.concat(many(20_000), Stream.of("member", "reader"))));
    }

    @Test
    void oneOtherRoleIsKeptOfACallerWithoutThese() {
        assertEquals(Set.of("role-0"), roles(Set.of("member"), many(20_000)));
        assertEquals(Set.of("role-0"), roles(Set.of(), many(20_000)));
        assertEquals(Set.of(), roles(Set.of("member"), Stream.of()));
    }

    @Test
    void aNameThatIsTooLongForKeystoneIsRefused() {
        assertEquals(Set.of("x".repeat(255)), roles(null, Stream.of("x".repeat(255))));
        assertNull(caller(null, Stream.of("x".repeat(256))));
        assertNull(caller(Set.of("member"), Stream.of("member", "x".repeat(256))));
    }

    @Test
    void aCallerWithVeryManyRolesOrRulesCountsAsSeveral() {
        ControlledVerifier identity = new ControlledVerifier();
        TokenVerifier cache = new CachingTokenVerifier(
                identity,
                new TokenCacheConfig(Duration.ofSeconds(300), Duration.ofSeconds(10), 10, 10, 100),
                Clock.systemUTC());
        AuthToken token = new AuthToken("gAAAAABk-token");
        Caller manyRoles = new Caller(null, Set.of("r".repeat(2_500)), null);
        Caller manyRules = new Caller(null, Set.of(), null, Set.of(new AccessRule("GET", "/".repeat(2_500))));
        for (int i = 1; i <= 4; i++) {
            cache.verify(token);
            assertEquals(i, identity.count(), "the entry exceeds the size of the cache");
            identity.last().complete(i % 2 == 0 ? manyRoles : manyRules);
        }
    }
}
