package org.volumetransfers.bootstrap;

import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.inmemory.InMemoryTokenVerifier;
import org.volumetransfers.adapter.keystone.CachingTokenVerifier;
import org.volumetransfers.adapter.keystone.KeystoneTokenVerifier;
import org.volumetransfers.adapter.keystone.TokenCacheConfig;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.bootstrap.metrics.ServerMetrics;

/** A way to verify tokens. Nothing needs to be closed: connections to Keystone end by themselves. */
record Identity(TokenVerifier verifier, Dependency dependency) {

    private static final String NAME = "identity";

    static Identity of(IdentityChoice choice, Set<String> requiredRoles, Clock clock, ServerMetrics metrics) {
        return choice.match(
                tokens -> new Identity(new InMemoryTokenVerifier(tokens.callers(), clock), Dependency.internal(NAME)),
                keystone -> keystone(keystone, requiredRoles, clock, metrics));
    }

    /** The server is ready without Keystone, since cached tokens remain valid. */
    private static Identity keystone(
            IdentityChoice.Keystone choice, Set<String> requiredRoles, Clock clock, ServerMetrics metrics) {
        KeystoneTokenVerifier keystone = new KeystoneTokenVerifier(
                choice.service().withRolesOfInterest(requiredRoles), clock, metrics::keystoneCall);
        metrics.keystoneQueue(keystone::queued);
        Dependency dependency = new Dependency(
                NAME,
                false,
                keystone::silence,
                () -> keystone.ask().toCompletableFuture().join());
        @Nullable TokenCacheConfig cache = choice.cache();
        TokenVerifier verifier =
                cache == null ? keystone : new CachingTokenVerifier(keystone, cache, clock, metrics.tokenCache());
        return new Identity(verifier, dependency);
    }
}
