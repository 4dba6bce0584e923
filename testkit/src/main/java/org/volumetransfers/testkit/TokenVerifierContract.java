package org.volumetransfers.testkit;

import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/**
 * The contract of {@link TokenVerifier} as tests. To run them on an adapter, extend this class and make tokens known to the
 * verifier in {@link #knowing}: an adapter of a remote service gets a scripted stand-in that knows them, and a decorator wraps
 * a verifier that does.
 *
 * <p>The topics are nested classes: {@code Known}, {@code Exactness}, {@code Expiry} and {@code Failure}, which is skipped
 * unless {@link #unreachable} returns a verifier. A test that an adapter cannot pass is listed in {@link #knownGaps}. A verifier
 * that throws, instead of failing its stage, fails the test. No test measures speed.
 */
public abstract class TokenVerifierContract extends AdapterContract {

    /** Creates the suite. */
    protected TokenVerifierContract() {}

    /**
     * Returns a verifier that knows these tokens and no others. May be called several times by a test, which then uses only
     * the latest verifier. The subclass closes what it opens here, after each test.
     *
     * @param tokens the caller of each token, with or without a project, roles and expiry, and some expired. A stand-in must
     *     not reject an expired token by itself, so that the verifier does. A token has 1 to 32768 characters; each has an
     *     expiry unless {@link #tokensMayLackExpiry} returns true
     * @param clock the time, which tests move; the only clock to compare an expiry with
     * @return the verifier to test, safe for use by multiple threads
     */
    protected abstract TokenVerifier knowing(Map<AuthToken, Caller> tokens, Clock clock);

    /**
     * Returns a verifier whose identity service is unavailable, for instance one that connects to a closed port.
     *
     * @return the verifier; null if there is none, in which case the topic {@code Failure} is skipped
     */
    protected @Nullable TokenVerifier unreachable() {
        return null;
    }

    /**
     * Tells whether tokens without expiry are valid.
     *
     * @return true by default; false if the identity service gives every token an expiry, in which case the test of such
     *     tokens is skipped
     */
    protected boolean tokensMayLackExpiry() {
        return true;
    }

    @Nested
    class Known extends KnownTokenTopic {
        Known() {
            super(TokenVerifierContract.this);
        }
    }

    @Nested
    class Exactness extends TokenExactnessTopic {
        Exactness() {
            super(TokenVerifierContract.this);
        }
    }

    @Nested
    class Expiry extends TokenExpiryTopic {
        Expiry() {
            super(TokenVerifierContract.this);
        }
    }

    @Nested
    class Failure extends TokenFailureTopic {
        Failure() {
            super(TokenVerifierContract.this);
        }
    }
}
