package org.volumetransfers.application.service;

import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.volumetransfers.application.port.in.AuthenticateCaller;
import org.volumetransfers.application.port.in.CallerRequest;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferAction;
import org.volumetransfers.domain.error.NotPermittedException;
import org.volumetransfers.domain.error.NotPermittedException.Reason;
import org.volumetransfers.domain.error.TokenRejectedException;
import org.volumetransfers.domain.error.WrongProjectException;

/** Checks the token, then its access rules, then its project, then its roles. Safe for use by multiple threads. */
public final class AuthenticateCallerService implements AuthenticateCaller {

    private final TokenVerifier verifier;
    private final Set<String> defaultRoles;
    private final Map<TransferAction, Set<String>> rolesByAction;
    private final Clock clock;

    /** Creates a service that permits every action to every caller with a role. */
    public AuthenticateCallerService(TokenVerifier verifier) {
        this(verifier, Set.of(), Map.of(), Clock.systemUTC());
    }

    /**
     * Permits an action to callers that have one of its roles.
     *
     * @param verifier verifies tokens
     * @param defaultRoles the roles for actions that have none of their own, one of which is enough; empty for any role
     * @param rolesByAction the roles of single actions, one of which is enough; empty for any role
     * @param clock tells whether a token has expired
     */
    public AuthenticateCallerService(
            TokenVerifier verifier,
            Set<String> defaultRoles,
            Map<TransferAction, Set<String>> rolesByAction,
            Clock clock) {
        this.verifier = Objects.requireNonNull(verifier, "verifier");
        this.defaultRoles = Set.copyOf(defaultRoles);
        this.rolesByAction = rolesByAction.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public CompletionStage<Caller> authenticate(CallerRequest request, ProjectId project, TransferAction action) {
        Objects.requireNonNull(project, "project");
        Set<String> roles = rolesByAction.getOrDefault(action, defaultRoles);
        return verifier.verify(request.token(), request.client())
                .thenApply(caller -> admit(caller, request, project, roles));
    }

    private Caller admit(Caller caller, CallerRequest request, ProjectId project, Set<String> roles) {
        if (caller.isExpiredAt(clock.instant()) || !caller.mayRequest(request.method(), request.path())) {
            throw new TokenRejectedException();
        }
        if (!project.equals(caller.project())) {
            throw new WrongProjectException();
        }
        if (caller.roles().isEmpty()) {
            throw new NotPermittedException(Reason.NO_ROLES);
        }
        if (!roles.isEmpty() && Collections.disjoint(caller.roles(), roles)) {
            throw new NotPermittedException(Reason.ROLE_MISSING);
        }
        return caller;
    }
}
