package org.volumetransfers.application.port.in;

import java.util.concurrent.CompletionStage;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;

/** Finds out who asks, and whether they may act in a project. */
public interface AuthenticateCaller {

    /**
     * Checks token, project and roles, in this order; the first that fails decides the error. Never blocks.
     *
     * @param token what the caller shows
     * @param project the project the caller wants to act in
     * @return the caller, at once where it is known; otherwise later, on a thread of the identity adapter. Fails with
     *     {@link org.volumetransfers.domain.error.TokenRejectedException},
     *     {@link org.volumetransfers.domain.error.WrongProjectException},
     *     {@link org.volumetransfers.domain.error.NotPermittedException} or
     *     {@link org.volumetransfers.domain.error.BackendUnavailableException}, as such or as the cause of a
     *     {@link java.util.concurrent.CompletionException}
     */
    CompletionStage<Caller> authenticate(AuthToken token, ProjectId project);
}
