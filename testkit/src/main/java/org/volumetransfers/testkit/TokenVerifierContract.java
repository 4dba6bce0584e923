package org.volumetransfers.testkit;

import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/**
 * What every {@link TokenVerifier} must do. Extend it, say in {@link #knowing} how your verifier comes to know tokens, and
 * run it. A verifier that asks somebody else gets a scripted stand-in that vouches for these tokens; a decorator wraps a
 * verifier that knows them; one that has them itself just takes them.
 *
 * <p>Topics, each a nested class: {@code Known}, {@code Exactness}, {@code Expiry}, {@code Independence} and
 * {@code Failure}. The last reports itself as skipped where {@link #unreachable} gives nothing. In all of them a verifier
 * that throws, instead of failing its stage, fails the test. Nothing here measures speed.
 */
public abstract class TokenVerifierContract {

    /** For subclasses. */
    protected TokenVerifierContract() {}

    /**
     * Gives a verifier to whom these tokens are known and no others. Called several times in a test; from each call on,
     * verifiers given earlier in it are used no more. What is opened here the subclass closes, after each test.
     *
     * @param tokens whose each token is: with and without a project, with and without roles, expired ones too. Who is
     *     asked in the verifier's stead goes on vouching for an expired token, so that it is the verifier who refuses
     *     it. Tokens have 1 to 32768 characters; none lacks an expiry unless {@link #tokensMayLackExpiry} says so
     * @param clock the time for the verifier, which the test moves on; the only clock that it may compare an expiry with
     * @return the verifier to test, usable by several threads
     */
    protected abstract TokenVerifier knowing(Map<AuthToken, Caller> tokens, Clock clock);

    /**
     * Gives a verifier whose identity service is away, for instance one that connects to a port where nobody listens.
     *
     * @return the verifier; null when the subclass has none, and the topic {@code Failure} is skipped
     */
    protected @Nullable TokenVerifier unreachable() {
        return null;
    }

    /**
     * Tells whether there are tokens that never expire.
     *
     * @return true by default; false where the identity service gives every token an expiry, and the test of such tokens
     *     is skipped
     */
    protected boolean tokensMayLackExpiry() {
        return true;
    }

    @Nested
    class Known extends KnownTokenTopic {
        Known() {
            super(TokenVerifierContract.this::knowing, TokenVerifierContract.this::tokensMayLackExpiry);
        }
    }

    @Nested
    class Exactness extends TokenExactnessTopic {
        Exactness() {
            super(TokenVerifierContract.this::knowing);
        }
    }

    @Nested
    class Expiry extends TokenExpiryTopic {
        Expiry() {
            super(TokenVerifierContract.this::knowing);
        }
    }

    @Nested
    class Independence extends TokenIndependenceTopic {
        Independence() {
            super(TokenVerifierContract.this::knowing);
        }
    }

    @Nested
    class Failure extends TokenFailureTopic {
        Failure() {
            super(TokenVerifierContract.this::unreachable);
        }
    }
}
