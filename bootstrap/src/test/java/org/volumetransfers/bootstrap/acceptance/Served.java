package org.volumetransfers.bootstrap.acceptance;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.BadTokenAnswer;
import org.volumetransfers.adapter.http.HttpConfig;
import org.volumetransfers.adapter.http.TransferHttpServer;
import org.volumetransfers.adapter.http.UseCases;
import org.volumetransfers.adapter.inmemory.InMemoryTokenVerifier;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.application.port.out.TransferPages;
import org.volumetransfers.application.service.AuthenticateCallerService;
import org.volumetransfers.application.service.ListVolumeTransfersService;
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.domain.error.BackendUnavailableException.Reason;

/**
 * A real server on a free port with a token of every kind, and with dependencies that can be made to fail from the next
 * request on.
 */
final class Served implements AutoCloseable {

    static final String BASE = "https://evs.example.com/storage";
    static final ProjectId P = new ProjectId("P");
    static final ProjectId Q = new ProjectId("Q");

    /** Good for {@link #P}. */
    static final String GOOD = "good-token-of-p";

    static final String OF_Q = "good-token-of-q";
    static final String UNSCOPED = "unscoped-token";
    static final String NO_ROLES = "token-without-roles";
    /** Good for {@link #P}, but not of the role that the policy wants. */
    static final String OTHER_ROLE = "token-of-another-role";

    static final String EXPIRED = "expired-token";
    /** The identity service cannot be asked about it. */
    static final String UNVERIFIABLE = "unverifiable-token";

    private static final String ROLE = "member";

    private final TransferHttpServer server;
    volatile boolean queueIsFull;
    volatile boolean storageFails;

    private Served(Storage storage, Setup setup) throws IOException {
        TransferPages pages = query -> {
            if (storageFails) {
                return CompletableFuture.failedStage(
                        new BackendUnavailableException(Backend.STORAGE, "made to fail", null));
            }
            return queueIsFull
                    ? CompletableFuture.failedStage(
                            new BackendUnavailableException(Backend.STORAGE, Reason.QUEUE_FULL, "made to be full"))
                    : storage.pages().page(query);
        };
        HttpConfig config = HttpConfig.listeningOn("127.0.0.1", 0)
                .withPublicUrl(setup.publicUrl())
                .withBadTokenAnswer(setup.badTokenAnswer());
        AuthenticateCallerService authenticate =
                new AuthenticateCallerService(verifier(setup.more()), Set.of(ROLE), Map.of(), Clock.systemUTC());
        UseCases useCases =
                UseCases.authenticatedBy(authenticate).withList(new ListVolumeTransfersService(pages, setup.rule()));
        this.server = TransferHttpServer.builder(config, useCases).start();
    }

    /** What differs from test to test. */
    record Setup(
            PagingRule rule,
            BadTokenAnswer badTokenAnswer,
            @Nullable String publicUrl,
            Map<AuthToken, Caller> more) {

        static Setup with(PagingRule rule) {
            return new Setup(rule, BadTokenAnswer.UNAUTHORIZED_401, BASE, Map.of());
        }

        Setup badToken(BadTokenAnswer answer) {
            return new Setup(rule, answer, publicUrl, more);
        }

        Setup tokens(Map<AuthToken, Caller> tokens) {
            return new Setup(rule, badTokenAnswer, publicUrl, tokens);
        }
    }

    static Served from(Storage storage, Setup setup) throws IOException {
        return new Served(storage, setup);
    }

    static Caller memberOf(ProjectId project) {
        return new Caller(project, Set.of(ROLE), null);
    }

    private static TokenVerifier verifier(Map<AuthToken, Caller> more) {
        Map<AuthToken, Caller> tokens = new HashMap<>(more);
        tokens.put(new AuthToken(GOOD), memberOf(P));
        tokens.put(new AuthToken(OF_Q), memberOf(Q));
        tokens.put(new AuthToken(UNSCOPED), new Caller(null, Set.of(ROLE), null));
        tokens.put(new AuthToken(NO_ROLES), new Caller(P, Set.of(), null));
        tokens.put(new AuthToken(OTHER_ROLE), new Caller(P, Set.of("guest"), null));
        tokens.put(new AuthToken(EXPIRED), new Caller(P, Set.of(ROLE), Instant.parse("2020-01-01T00:00:00Z")));
        TokenVerifier known = new InMemoryTokenVerifier(tokens, Clock.systemUTC());
        return token -> token.value().equals(UNVERIFIABLE)
                ? CompletableFuture.failedStage(new BackendUnavailableException(Backend.IDENTITY, "made to fail", null))
                : known.verify(token);
    }

    Wire connect() throws IOException {
        return Wire.to(server.address());
    }

    TransferHttpServer server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
    }
}
