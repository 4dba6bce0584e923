package org.volumetransfers.application.service;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.volumetransfers.application.port.in.AuthenticateCaller;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.error.NotPermittedException;
import org.volumetransfers.domain.error.NotPermittedException.Reason;
import org.volumetransfers.domain.error.WrongProjectException;

/** Checks the token, then that it belongs to the project, then its roles. Safe for any number of threads. */
public final class AuthenticateCallerService implements AuthenticateCaller {

    private final TokenVerifier verifier;
    private final Set<String> acceptedRoles;

    /**
     * Accepts any role.
     *
     * @param verifier who tells whose a token is
     */
    public AuthenticateCallerService(TokenVerifier verifier) {
        this(verifier, Set.of());
    }

    /**
     * Accepts only callers who have one of the given roles.
     *
     * @param verifier who tells whose a token is
     * @param acceptedRoles names of roles, one of which is enough; empty to accept any role
     */
    public AuthenticateCallerService(TokenVerifier verifier, Set<String> acceptedRoles) {
        this.verifier = Objects.requireNonNull(verifier, "verifier");
        this.acceptedRoles = Set.copyOf(acceptedRoles);
    }

    @Override
    public CompletionStage<Caller> authenticate(AuthToken token, ProjectId project) {
        Objects.requireNonNull(project, "project");
        return verifier.verify(token).thenApply(caller -> admit(caller, project));
    }

    private Caller admit(Caller caller, ProjectId project) {
        if (!project.equals(caller.project())) {
            throw new WrongProjectException();
        }
        if (caller.roles().isEmpty()) {
            throw new NotPermittedException(Reason.NO_ROLES);
        }
        if (!acceptedRoles.isEmpty() && Collections.disjoint(caller.roles(), acceptedRoles)) {
            throw new NotPermittedException(Reason.ROLE_MISSING);
        }
        return caller;
    }
}
