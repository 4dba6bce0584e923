package org.volumetransfers.bootstrap.acceptance;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.inmemory.InMemoryTokenVerifier;
import org.volumetransfers.application.port.in.AuthenticateCaller;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.application.port.out.TransferPages;
import org.volumetransfers.application.service.AuthenticateCallerService;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

/** Two projects, a token of every kind, and a server that knows them. */
final class AcceptanceSetup {

    static final String PUBLIC_URL = "https://evs.example.com/storage";
    static final ProjectId P = new ProjectId("P");
    static final ProjectId Q = new ProjectId("Q");
    /** The path of the listing of {@link #P}. */
    static final String LIST = "/v2/P/os-volume-transfer";

    static final String TOKEN_OF_P = "good-token-of-p";
    static final String TOKEN_OF_Q = "good-token-of-q";
    static final String UNSCOPED = "unscoped-token";
    static final String WITHOUT_ROLES = "token-without-roles";
    /** A valid token for {@link #P}, without the role that the policy requires. */
    static final String OTHER_ROLE = "token-of-another-role";

    static final String EXPIRED = "expired-token";
    /** A token that cannot be verified, since the identity service is unavailable. */
    static final String UNVERIFIABLE = "unverifiable-token";

    private static final String ROLE = "member";

    private AcceptanceSetup() {}

    /** Begins the setup of a server that knows the tokens above. */
    static Edge.Setup serving(TransferPages pages) {
        TokenVerifier known = new InMemoryTokenVerifier(
                Map.of(
                        new AuthToken(TOKEN_OF_P), memberOf(P),
                        new AuthToken(TOKEN_OF_Q), memberOf(Q),
                        new AuthToken(UNSCOPED), new Caller(null, Set.of(ROLE), null),
                        new AuthToken(WITHOUT_ROLES), new Caller(P, Set.of(), null),
                        new AuthToken(OTHER_ROLE), new Caller(P, Set.of("guest"), null),
                        new AuthToken(EXPIRED), new Caller(P, Set.of(ROLE), Instant.parse("2020-01-01T00:00:00Z"))),
                Clock.systemUTC());
        return serving(
                pages,
                token -> token.value().equals(UNVERIFIABLE)
                        ? CompletableFuture.failedStage(
                                new BackendUnavailableException(Backend.IDENTITY, "made to fail", null))
                        : known.verify(token));
    }

    /** Begins the setup of a server with tokens of its own. */
    static Edge.Setup serving(TransferPages pages, TokenVerifier verifier) {
        AuthenticateCaller authenticate =
                new AuthenticateCallerService(verifier, Set.of(ROLE), Map.of(), Clock.systemUTC());
        return Edge.reading(pages).authenticatedBy(authenticate).configured(c -> c.withPublicUrl(PUBLIC_URL));
    }

    /** Returns how much to test: less in each build than in the longer checks, which set a system property. */
    static int amount(int usual, int thorough) {
        return Boolean.getBoolean("thorough") ? thorough : usual;
    }

    static Caller memberOf(ProjectId project) {
        return new Caller(project, Set.of(ROLE), null);
    }

    static String header(String token) {
        return "X-Auth-Token: " + token;
    }
}
