package org.volumetransfers.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.port.in.CallerRequest;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AccessRule;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferAction;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.domain.error.NotPermittedException;
import org.volumetransfers.domain.error.NotPermittedException.Reason;
import org.volumetransfers.domain.error.TokenRejectedException;
import org.volumetransfers.domain.error.WrongProjectException;

class AuthenticateCallerServiceTest {

    private static final AuthToken TOKEN = new AuthToken("token");
    private static final ProjectId PROJECT = new ProjectId("firstproject");
    private static final Instant NOW = Instant.parse("2025-06-15T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final CallerRequest REQUEST =
            new CallerRequest(TOKEN, "GET", "/v2/firstproject/os-volume-transfer", "client");
    private static final Caller MEMBER = new Caller(PROJECT, Set.of("member"), null);

    @Test
    void aCallerOfTheProjectWithAnyRoleIsAdmitted() {
        assertSame(MEMBER, authenticate(verifying(MEMBER), Set.of()).join());
    }

    @Test
    void theVerifierGetsTheCallersToken() {
        TokenVerifier knowingOneToken = token -> token.equals(TOKEN)
                ? CompletableFuture.completedFuture(MEMBER)
                : CompletableFuture.failedFuture(new TokenRejectedException());
        assertSame(MEMBER, authenticate(knowingOneToken, Set.of()).join());
    }

    @Test
    void theVerifierGetsTheClient() {
        List<String> clients = new ArrayList<>();
        TokenVerifier recording = new TokenVerifier() {
            @Override
            public CompletionStage<Caller> verify(AuthToken token) {
                return verify(token, null);
            }

            @Override
            public CompletionStage<Caller> verify(AuthToken token, @Nullable String client) {
                clients.add(client);
                return CompletableFuture.completedStage(MEMBER);
            }
        };
        authenticate(recording, Set.of()).join();
        assertEquals(List.of("client"), clients);
    }

    @Test
    void aCallerOfAnotherProjectIsRejected() {
        assertFails(WrongProjectException.class, caller(new ProjectId("other"), "member"));
        assertFails(WrongProjectException.class, caller(new ProjectId("Firstproject"), "member"));
        assertFails(WrongProjectException.class, caller(new ProjectId("firstproject2"), "member"));
    }

    @Test
    void aCallerWithoutProjectIsRejected() {
        assertFails(WrongProjectException.class, caller(null, "member"));
    }

    @Test
    void aCallerWithoutRolesIsRejected() {
        NotPermittedException rejection = assertFails(NotPermittedException.class, caller(PROJECT));
        assertEquals(Reason.NO_ROLES, rejection.reason());
    }

    @Test
    void projectIsCheckedBeforeRoles() {
        assertFails(WrongProjectException.class, caller(new ProjectId("other")));
        assertFails(WrongProjectException.class, caller(new ProjectId("other"), "reader"), "member");
        assertFails(WrongProjectException.class, caller(null));
    }

    @Test
    void tokenIsCheckedBeforeProjectAndRoles() {
        TokenVerifier rejecting = token -> CompletableFuture.failedFuture(new TokenRejectedException());
        assertFails(TokenRejectedException.class, authenticate(rejecting, Set.of("member")));
    }

    @Test
    void oneAcceptedRoleIsEnough() {
        Caller caller = caller(PROJECT, "reader", "member");
        assertSame(
                caller,
                authenticate(verifying(caller), Set.of("member", "admin")).join());
    }

    @Test
    void aCallerWithoutAnAcceptedRoleIsRejected() {
        NotPermittedException rejection =
                assertFails(NotPermittedException.class, caller(PROJECT, "Member", "members"), "member");
        assertEquals(Reason.ROLE_MISSING, rejection.reason());
    }

    @Test
    void noRolesIsReportedBeforeAMissingRole() {
        assertEquals(
                Reason.NO_ROLES,
                assertFails(NotPermittedException.class, caller(PROJECT), "member")
                        .reason());
    }

    @Test
    void laterChangesOfTheRolesHaveNoEffect() {
        Set<String> accepted = new HashSet<>(Set.of("admin"));
        AuthenticateCallerService service = new AuthenticateCallerService(verifying(MEMBER), accepted, Map.of(), CLOCK);
        accepted.add("member");
        assertFails(NotPermittedException.class, authenticate(service, TransferAction.LIST));
    }

    @Test
    void anActionWithRolesOfItsOwnDoesNotAcceptTheDefaultRoles() {
        Map<TransferAction, Set<String>> rolesByAction =
                new HashMap<>(Map.of(TransferAction.DELETE, Set.of("admin"), TransferAction.GET, Set.of()));
        AuthenticateCallerService service =
                new AuthenticateCallerService(verifying(MEMBER), Set.of("reader"), rolesByAction, CLOCK);
        rolesByAction.put(TransferAction.LIST, Set.of("member"));
        assertRoleMissing(service, TransferAction.LIST);
        assertRoleMissing(service, TransferAction.DELETE);
        assertSame(MEMBER, authenticate(service, TransferAction.GET).join());
    }

    @Test
    void defaultRolesApplyToEveryActionWithoutRolesOfItsOwn() {
        Map<TransferAction, Set<String>> rolesByAction = Map.of(TransferAction.DELETE, Set.of("admin"));
        AuthenticateCallerService service =
                new AuthenticateCallerService(verifying(MEMBER), Set.of("member"), rolesByAction, CLOCK);
        for (TransferAction action : TransferAction.values()) {
            if (action == TransferAction.DELETE) {
                assertRoleMissing(service, action);
            } else {
                assertSame(MEMBER, authenticate(service, action).join());
            }
        }
    }

    @Test
    void anExpiredCallerIsRejectedBeforeAnyOtherCheck() {
        assertFails(TokenRejectedException.class, new Caller(PROJECT, Set.of("member"), NOW), "member");
        assertFails(TokenRejectedException.class, new Caller(PROJECT, Set.of("member"), NOW.minusSeconds(1)), "member");
        assertFails(TokenRejectedException.class, new Caller(null, Set.of(), NOW), "member");
    }

    @Test
    void aCallerIsAdmittedUntilItExpires() {
        Caller caller = new Caller(PROJECT, Set.of("member"), NOW.plusNanos(1_000));
        assertSame(caller, authenticate(verifying(caller), Set.of("member")).join());
    }

    @Test
    void aCallerWithAccessRulesIsAdmittedIfOnePermitsTheRequest() {
        Caller caller = restricted(
                PROJECT, new AccessRule("POST", "/**"), new AccessRule("GET", "/v2/{project_id}/os-volume-transfer"));
        assertSame(caller, authenticate(verifying(caller), Set.of("member")).join());
    }

    @Test
    void aRequestThatNoAccessRulePermitsIsRejectedBeforeProjectAndRoles() {
        assertFails(TokenRejectedException.class, restricted(PROJECT));
        assertFails(TokenRejectedException.class, restricted(PROJECT, new AccessRule("HEAD", "/**")));
        assertFails(TokenRejectedException.class, restricted(null, new AccessRule("GET", "/v3/**")), "admin");
    }

    private static Caller restricted(@Nullable ProjectId project, AccessRule... rules) {
        return new Caller(project, Set.of("member"), null, Set.of(rules));
    }

    @Test
    void aFailureOfTheVerifierPassesThrough() {
        BackendUnavailableException unavailable =
                new BackendUnavailableException(Backend.IDENTITY, "unavailable", null);
        TokenVerifier failing = token -> CompletableFuture.failedFuture(unavailable);
        assertSame(unavailable, assertFails(BackendUnavailableException.class, authenticate(failing, Set.of())));
    }

    @Test
    void aPendingVerificationDoesNotBlock() {
        CompletableFuture<Caller> later = new CompletableFuture<>();
        CompletableFuture<Caller> result = authenticate(token -> later, Set.of());
        assertFalse(result.isDone());
        later.complete(MEMBER);
        assertTrue(result.isDone());
        assertSame(MEMBER, result.join());
    }

    @Test
    void aRejectionMayCompleteLater() {
        CompletableFuture<Caller> later = new CompletableFuture<>();
        CompletableFuture<Caller> result = authenticate(token -> later, Set.of());
        later.complete(caller(null, "member"));
        assertFails(WrongProjectException.class, result);
    }

    private static Caller caller(@Nullable ProjectId project, String... roles) {
        return new Caller(project, Set.of(roles), null);
    }

    private static TokenVerifier verifying(Caller caller) {
        return token -> CompletableFuture.completedFuture(caller);
    }

    private static CompletableFuture<Caller> authenticate(TokenVerifier verifier, Set<String> acceptedRoles) {
        AuthenticateCallerService service = acceptedRoles.isEmpty()
                ? new AuthenticateCallerService(verifier)
                : new AuthenticateCallerService(verifier, acceptedRoles, Map.of(), CLOCK);
        return authenticate(service, TransferAction.LIST);
    }

    private static CompletableFuture<Caller> authenticate(AuthenticateCallerService service, TransferAction action) {
        return service.authenticate(REQUEST, PROJECT, action).toCompletableFuture();
    }

    private static void assertRoleMissing(AuthenticateCallerService service, TransferAction action) {
        assertEquals(
                Reason.ROLE_MISSING,
                assertFails(NotPermittedException.class, authenticate(service, action))
                        .reason());
    }

    private static <E extends Exception> E assertFails(Class<E> error, Caller caller, String... acceptedRoles) {
        return assertFails(error, authenticate(verifying(caller), Set.of(acceptedRoles)));
    }

    private static <E extends Exception> E assertFails(Class<E> error, CompletableFuture<Caller> result) {
        CompletionException failure = assertThrows(CompletionException.class, result::join);
        return assertInstanceOf(error, failure.getCause());
    }
}
