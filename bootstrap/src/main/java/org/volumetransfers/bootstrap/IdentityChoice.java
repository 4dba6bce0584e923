package org.volumetransfers.bootstrap;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.keystone.KeystoneConfig;
import org.volumetransfers.adapter.keystone.TokenCacheConfig;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/** The way a server verifies tokens, with its configuration. */
public sealed interface IdentityChoice {

    /** Applies the function for this way. */
    <R> R match(Function<Tokens, R> tokens, Function<Keystone, R> keystone);

    /**
     * A fixed set of tokens.
     *
     * @param callers the caller of each token; unmodifiable
     */
    record Tokens(Map<AuthToken, Caller> callers) implements IdentityChoice {

        /** Copies the tokens. */
        public Tokens {
            callers = Map.copyOf(callers);
        }

        @Override
        public <R> R match(Function<Tokens, R> tokens, Function<Keystone, R> keystone) {
            return tokens.apply(this);
        }

        @Override
        public String toString() {
            return callers.size() + (callers.size() == 1 ? " fixed token" : " fixed tokens");
        }
    }

    /**
     * Keystone v3, or an IAM with the same API.
     *
     * @param service the connection settings
     * @param cache the settings of the token cache; null to verify each request
     */
    record Keystone(KeystoneConfig service, @Nullable TokenCacheConfig cache) implements IdentityChoice {

        @Override
        public <R> R match(Function<Tokens, R> tokens, Function<Keystone, R> keystone) {
            return keystone.apply(this);
        }

        @Override
        public String toString() {
            return service + ", "
                    + (cache == null
                            ? "each request verified"
                            : "valid tokens cached for " + cache.lifetime().toSeconds() + " s");
        }
    }
}
