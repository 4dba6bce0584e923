package org.volumetransfers.adapter.http;

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

/** Identity that knows three tokens, at once. */
final class KnownTokens implements TokenVerifier {

    static final String GOOD = "good-token";
    static final String OF_ANOTHER_PROJECT = "other-token";
    static final String WITHOUT_ROLES = "roleless-token";

    static final Caller MEMBER = new Caller(SampleTransfers.FIRST_PROJECT, Set.of("member"), null);

    private static final Map<String, Caller> CALLERS = Map.of(
            GOOD,
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
