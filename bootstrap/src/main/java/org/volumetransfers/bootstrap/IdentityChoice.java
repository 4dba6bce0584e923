package org.volumetransfers.bootstrap;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.keystone.KeystoneConfig;
import org.volumetransfers.adapter.keystone.TokenCacheConfig;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/** Who tells the server whose a token is, with what is needed to ask. */
public sealed interface IdentityChoice {

    /**
     * Takes the way that belongs to this choice. A choice that joins later joins here too, so that nothing compiles until
     * it has its way everywhere.
     *
     * @param <R> what the ways lead to
     * @param tokens the way for fixed tokens
     * @param keystone the way for Keystone
     * @return what the way led to
     */
    <R> R match(Function<Tokens, R> tokens, Function<Keystone, R> keystone);

    /**
     * A fixed set of tokens.
     *
     * @param callers who shows which token; unmodifiable
     */
    record Tokens(Map<AuthToken, Caller> callers) implements IdentityChoice {

        /**
         * Copies the tokens.
         *
         * @param callers who shows which token
         */
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
     * Keystone v3, which IAM speaks too.
     *
     * @param service where it is, and how to ask it
     * @param cache what to remember of its answers; null to ask about each request
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
                            ? "asked about each request"
                            : "good tokens remembered for " + cache.lifetime().toSeconds() + " s");
        }
    }
}
