package org.volumetransfers.application.port.in;

import java.util.concurrent.CompletionStage;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferAction;

/** Authenticates a caller and authorizes one action in a project. */
public interface AuthenticateCaller {

    /**
     * Checks token, access rules, project and roles, in this order; the first check that fails decides the error. Never
     * blocks.
     *
     * @param request the caller's request
     * @param project the project to act in
     * @param action the action to perform
     * @return the caller, complete already if it is known; otherwise completed later, on a thread of the identity adapter.
     *     Fails with {@link org.volumetransfers.domain.error.TokenRejectedException},
     *     {@link org.volumetransfers.domain.error.WrongProjectException},
     *     {@link org.volumetransfers.domain.error.NotPermittedException} or
     *     {@link org.volumetransfers.domain.error.BackendUnavailableException}, possibly wrapped in a
     *     {@link java.util.concurrent.CompletionException}
     */
    CompletionStage<Caller> authenticate(CallerRequest request, ProjectId project, TransferAction action);
}
