package org.volumetransfers.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.domain.error.NotPermittedException;
import org.volumetransfers.domain.error.NotPermittedException.Reason;
import org.volumetransfers.domain.error.TokenRejectedException;
import org.volumetransfers.domain.error.WrongProjectException;

class AuthenticateCallerServiceTest {

    private static final AuthToken TOKEN = new AuthToken("token");
    private static final ProjectId PROJECT = new ProjectId("firstproject");
    private static final Caller MEMBER = new Caller(PROJECT, Set.of("member"), null);

    @Test
    void aCallerOfTheProjectWithARoleIsLetIn() {
        assertSame(MEMBER, authenticate(verifying(MEMBER), Set.of()).join());
    }

    @Test
    void theVerifierGetsTheTokenThatIsShown() {
        TokenVerifier knowingOne = token -> token.equals(TOKEN)
                ? CompletableFuture.completedFuture(MEMBER)
                : CompletableFuture.failedFuture(new TokenRejectedException());
        assertSame(MEMBER, authenticate(knowingOne, Set.of()).join());
    }

    @Test
    void aCallerOfAnotherProjectIsRefused() {
        assertFails(WrongProjectException.class, caller(new ProjectId("other"), "member"));
        assertFails(WrongProjectException.class, caller(new ProjectId("Firstproject"), "member"));
        assertFails(WrongProjectException.class, caller(new ProjectId("firstproject2"), "member"));
    }

    @Test
    void aCallerWithoutProjectIsRefused() {
        assertFails(WrongProjectException.class, caller(null, "member"));
    }

    @Test
    void aCallerWithoutRolesIsRefused() {
        NotPermittedException refusal = assertFails(NotPermittedException.class, caller(PROJECT));
        assertEquals(Reason.NO_ROLES, refusal.reason());
    }

    @Test
    void projectIsCheckedBeforeRoles() {
        assertFails(WrongProjectException.class, caller(new ProjectId("other")));
        assertFails(WrongProjectException.class, caller(new ProjectId("other"), "stranger"), "member");
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
    void aCallerWithoutAnAcceptedRoleIsRefused() {
        NotPermittedException refusal =
                assertFails(NotPermittedException.class, caller(PROJECT, "Member", "members"), "member");
        assertEquals(Reason.ROLE_MISSING, refusal.reason());
    }

    @Test
    void noRolesIsSaidBeforeAMissingRole() {
        assertEquals(
                Reason.NO_ROLES,
                assertFails(NotPermittedException.class, caller(PROJECT), "member")
                        .reason());
    }

    @Test
    void theAcceptedRolesDoNotChangeAfterwards() {
        Set<String> accepted = new HashSet<>(Set.of("admin"));
        AuthenticateCallerService service = new AuthenticateCallerService(verifying(MEMBER), accepted);
        accepted.add("member");
        assertFails(
                NotPermittedException.class,
                service.authenticate(TOKEN, PROJECT).toCompletableFuture());
    }

    @Test
    void aFailureOfTheVerifierPassesThrough() {
        BackendUnavailableException away = new BackendUnavailableException(Backend.IDENTITY, "away", null);
        TokenVerifier failing = token -> CompletableFuture.failedFuture(away);
        assertSame(away, assertFails(BackendUnavailableException.class, authenticate(failing, Set.of())));
    }

    @Test
    void anAnswerThatComesLaterIsWaitedForWithoutBlocking() {
        CompletableFuture<Caller> later = new CompletableFuture<>();
        CompletableFuture<Caller> answer = authenticate(token -> later, Set.of());
        assertFalse(answer.isDone());
        later.complete(MEMBER);
        assertTrue(answer.isDone());
        assertSame(MEMBER, answer.join());
    }

    @Test
    void aRefusalComesLaterToo() {
        CompletableFuture<Caller> later = new CompletableFuture<>();
        CompletableFuture<Caller> answer = authenticate(token -> later, Set.of());
        later.complete(caller(null, "member"));
        assertFails(WrongProjectException.class, answer);
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
                : new AuthenticateCallerService(verifier, acceptedRoles);
        return service.authenticate(TOKEN, PROJECT).toCompletableFuture();
    }

    private static <E extends Exception> E assertFails(Class<E> error, Caller caller, String... acceptedRoles) {
        return assertFails(error, authenticate(verifying(caller), Set.of(acceptedRoles)));
    }

    private static <E extends Exception> E assertFails(Class<E> error, CompletableFuture<Caller> answer) {
        CompletionException failure = assertThrows(CompletionException.class, answer::join);
        return assertInstanceOf(error, failure.getCause());
    }
}
