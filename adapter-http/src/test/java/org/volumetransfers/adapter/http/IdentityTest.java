package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.volumetransfers.adapter.http.toolkit.Await;
import org.volumetransfers.adapter.http.toolkit.CapturedLog;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.KnownTokens;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AccessRule;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.domain.error.TokenRejectedException;
import org.volumetransfers.testkit.SampleTransfers;

/** Tokens that are verified at once, later, on other threads, or never. */
class IdentityTest {

    private static final String SECRET = "iam.internal.example.com";

    private final NumberedTransfers stored = NumberedTransfers.plain(3);
    private final CapturedLog log = new CapturedLog();

    @AfterEach
    void close() {
        log.close();
    }

    /** The ways in which a verifier can report a failure. */
    enum Way {
        THROWN,
        FAILED_STAGE,
        FAILED_STAGE_THAT_WRAPS,
        DEPENDENT_STAGE,
        MINIMAL_STAGE,
        LATER,
        LATER_AND_WRAPPED,
        LATER_ON_A_DEPENDENT_STAGE;

        TokenVerifier failing(RuntimeException failure) {
            return token -> switch (this) {
                case THROWN -> throw failure;
                case FAILED_STAGE -> CompletableFuture.failedFuture(failure);
                case FAILED_STAGE_THAT_WRAPS -> CompletableFuture.failedFuture(new CompletionException(failure));
                case DEPENDENT_STAGE ->
                    CompletableFuture.<Caller>failedFuture(failure).thenApply(caller -> caller);
                case MINIMAL_STAGE -> CompletableFuture.failedStage(failure);
                case LATER -> later(failure);
                case LATER_AND_WRAPPED -> later(new CompletionException(failure));
                case LATER_ON_A_DEPENDENT_STAGE -> later(failure).thenApply(caller -> caller);
            };
        }

        private static CompletableFuture<Caller> later(RuntimeException failure) {
            return CompletableFuture.supplyAsync(
                    () -> {
                        throw failure;
                    },
                    CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRejectedTokenIsRow4(Way way) throws IOException {
        assertFault(Fault.UNAUTHENTICATED, way.failing(new TokenRejectedException()));
    }

    @ParameterizedTest
    @EnumSource
    void anUnavailableIdentityServiceIsRow15(Way way) throws IOException {
        assertFault(
                Fault.IDENTITY_UNAVAILABLE,
                way.failing(new BackendUnavailableException(Backend.IDENTITY, SECRET, new IOException(SECRET))));
    }

    @ParameterizedTest
    @EnumSource
    void anUnforeseenFailureIsRow16(Way way) throws IOException {
        assertFault(Fault.INTERNAL, way.failing(new IllegalStateException(SECRET)));
    }

    private void assertFault(Fault expected, TokenVerifier verifier) throws IOException {
        try (Edge edge = Edge.with(stored).verifiedBy(verifier).start();
                RawClient client = edge.client()) {
            for (int i = 0; i < 3; i++) {
                RawResponse response = client.send(Requests.list("")).response();
                FaultRules.assertFault(expected, response);
                assertFalse(response.toString().contains(SECRET), response::toString);
            }
        }
        assertEquals(0, stored.pages());
    }

    @Test
    void lateVerificationGivesTheSameResponses() throws IOException {
        TokenVerifier atOnce = new KnownTokens();
        TokenVerifier later = token -> CompletableFuture.supplyAsync(() -> "").thenCompose(any -> atOnce.verify(token));
        try (Edge edge = Edge.with(stored).verifiedBy(later).start();
                RawClient client = edge.client()) {
            for (int i = 0; i < 50; i++) {
                ResponseRules.assertListing(3, client.send(Requests.list("")).response());
                FaultRules.assertFault(Fault.INVALID_PROJECT, ask(client, KnownTokens.OF_ANOTHER_PROJECT));
                FaultRules.assertFault(Fault.NO_ROLES, ask(client, KnownTokens.WITHOUT_ROLES));
                FaultRules.assertFault(Fault.UNAUTHENTICATED, ask(client, "unknown"));
                FaultRules.assertFault(
                        Fault.LIMIT_NOT_POSITIVE,
                        client.send(Requests.list("?limit=0")).response());
            }
        }
    }

    private static RawResponse ask(RawClient client, String token) throws IOException {
        return client.send(Requests.get(Requests.LIST + "?limit=0", "X-Auth-Token: " + token))
                .response();
    }

    @Test
    void pendingVerificationsBlockNoThread() throws Exception {
        SlowIdentity identity = new SlowIdentity();
        int pending = 300;
        List<RawClient> waiting = new ArrayList<>();
        try (Edge edge = Edge.with(stored).verifiedBy(identity).start();
                RawClient known = edge.client()) {
            for (int i = 0; i < pending; i++) {
                waiting.add(edge.client().send(Requests.get(Requests.LIST, "X-Auth-Token: slow-" + i)));
            }
            Await.until("all tokens are being verified", () -> identity.pending.size() == pending);
            for (int i = 0; i < 50; i++) {
                ResponseRules.assertListing(3, known.send(Requests.list("")).response());
            }
            identity.pending.forEach(caller -> caller.complete(KnownTokens.MEMBER));
            for (RawClient client : waiting) {
                ResponseRules.assertListing(3, client.response());
            }
        } finally {
            for (RawClient client : waiting) {
                client.close();
            }
        }
    }

    @Test
    void aClientThatDisconnectsDuringVerificationHasNoEffectOnOthers() throws Exception {
        SlowIdentity identity = new SlowIdentity();
        try (Edge edge = Edge.with(stored)
                .verifiedBy(identity)
                .limited(l -> l.withMaxConnections(4))
                .start()) {
            for (int round = 0; round < 20; round++) {
                RawClient client = edge.client().send(Requests.get(Requests.LIST, "X-Auth-Token: slow"));
                Await.until("the token is being verified", () -> !identity.pending.isEmpty());
                client.reset();
                CompletableFuture<Caller> caller = identity.pending.remove();
                if (round % 2 == 0) {
                    caller.complete(KnownTokens.MEMBER);
                } else {
                    caller.completeExceptionally(new TokenRejectedException());
                }
                Await.until(
                        "its connection is released",
                        () -> edge.send(Requests.list("")).status() == 200);
            }
            ResponseRules.assertListing(3, edge.send(Requests.list("")));
        }
        assertTrue(
                log.lines().stream().noneMatch(line -> line.getThrown() != null),
                () -> log.all().toString());
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void aCallerThatIsNullIsRow16() throws IOException {
        assertFault(Fault.INTERNAL, token -> CompletableFuture.completedFuture(null));
        assertFault(Fault.INTERNAL, token -> CompletableFuture.supplyAsync(() -> null));
        try (Edge edge = Edge.with(stored)
                .authenticatedBy((token, project, action) -> CompletableFuture.completedFuture(null))
                .start()) {
            FaultRules.assertFault(Fault.INTERNAL, edge.send(Requests.list("")));
        }
    }

    @Test
    void anExpiredCallerIsRow4() throws IOException {
        Instant past = Instant.now().minusSeconds(1);
        Caller expired = new Caller(SampleTransfers.FIRST_PROJECT, Set.of("member"), past);
        assertFault(Fault.UNAUTHENTICATED, token -> CompletableFuture.completedFuture(expired));
        assertFault(Fault.UNAUTHENTICATED, token -> CompletableFuture.supplyAsync(() -> expired));
    }

    @Test
    void aRequestThatNoAccessRulePermitsIsRow4() throws IOException {
        AccessRule rule = new AccessRule("GET", "/v2/{project_id}/os-volume-transfer");
        Caller restricted = new Caller(SampleTransfers.FIRST_PROJECT, Set.of("member"), null, Set.of(rule));
        try (Edge edge = Edge.with(stored)
                        .verifiedBy(token -> CompletableFuture.completedFuture(restricted))
                        .start();
                RawClient client = edge.client()) {
            ResponseRules.assertListing(3, client.exchange(Requests.list("?limit=3")));
            for (String encoded :
                    List.of("/v2/f%69rstproject/os-volume-transfer", "/v%32/firstproject/os-volume-transfer")) {
                ResponseRules.assertListing(3, client.exchange(Requests.get(encoded, Requests.TOKEN)));
            }
            for (String other : List.of(Requests.LIST + "/detail", "/v3/firstproject/os-volume-transfer")) {
                FaultRules.assertFault(Fault.UNAUTHENTICATED, client.exchange(Requests.get(other, Requests.TOKEN)));
            }
            RawResponse head = client.send(Requests.of("HEAD", Requests.LIST, Requests.TOKEN))
                    .headResponse();
            assertEquals(401, head.status());
        }
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void aStageThatIsNullIsRow16() throws IOException {
        try (Edge edge = Edge.with(stored)
                .authenticatedBy((token, project, action) -> null)
                .start()) {
            FaultRules.assertFault(Fault.INTERNAL, edge.send(Requests.list("")));
        }
    }

    /** Verifies one token at once, and others when the test completes them. */
    private static final class SlowIdentity implements TokenVerifier {

        final Queue<CompletableFuture<Caller>> pending = new ConcurrentLinkedQueue<>();

        @Override
        public CompletionStage<Caller> verify(AuthToken token) {
            if (token.value().equals(KnownTokens.VALID)) {
                return CompletableFuture.completedFuture(KnownTokens.MEMBER);
            }
            CompletableFuture<Caller> caller = new CompletableFuture<>();
            pending.add(caller);
            return caller;
        }
    }
}
