package org.volumetransfers.adapter.http.toolkit;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.error.TokenRejectedException;
import org.volumetransfers.testkit.SampleTransfers;

/** A verifier of three tokens, whose stages are always complete. */
public final class KnownTokens implements TokenVerifier {

    /** A token scoped to the first sample project, with the role {@code member}. */
    public static final String VALID = "good-token";

    /** A valid token scoped to another project. */
    public static final String OF_ANOTHER_PROJECT = "other-token";

    /** A valid token without roles. */
    public static final String WITHOUT_ROLES = "roleless-token";

    /** The caller of {@link #VALID}. */
    public static final Caller MEMBER = new Caller(SampleTransfers.FIRST_PROJECT, Set.of("member"), null);

    private static final Map<String, Caller> CALLERS = Map.of(
            VALID,
            MEMBER,
            OF_ANOTHER_PROJECT,
            new Caller(new ProjectId("otherproject"), Set.of("member"), null),
            WITHOUT_ROLES,
            new Caller(SampleTransfers.FIRST_PROJECT, Set.of(), null));

    @Override
    public CompletionStage<Caller> verify(AuthToken token) {
        Caller caller = CALLERS.get(token.value());
        return caller == null
                ? CompletableFuture.failedFuture(new TokenRejectedException())
                : CompletableFuture.completedFuture(caller);
    }
}
