package org.volumetransfers.adapter.http;

import io.undertow.util.HeaderValues;
import java.util.Objects;
import java.util.function.Function;
import org.volumetransfers.application.port.in.AuthenticateCaller;
import org.volumetransfers.application.port.in.CallerRequest;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferAction;
import org.volumetransfers.domain.error.InvalidValueException;

/** Admits the calls of authorized callers to a handler. Source: {@code docs/contract.md}, section 5, rows 3 to 8. */
final class Authentication {

    private final AuthenticateCaller authenticate;

    Authentication(AuthenticateCaller authenticate) {
        this.authenticate = authenticate;
    }

    void admit(Call call, QueryParameters query, TransferAction action, RouteTable.Handler handler) {
        HeaderValues tokens = call.exchange().getRequestHeaders().get(ResponseHeaders.X_AUTH_TOKEN);
        if (tokens == null || areBlank(tokens)) {
            throw Fault.UNAUTHENTICATED.refused();
        }
        call.authenticating(valid(ProjectId::new, call.parameter(RouteTable.PROJECT), Fault.INVALID_PROJECT), query);
        if (tokens.size() != 1) {
            // Which one of several counts would be undefined (row 4).
            throw Fault.UNAUTHENTICATED.refused();
        }
        AuthToken token = valid(AuthToken::new, tokens.getFirst().strip(), Fault.UNAUTHENTICATED);
        CallerRequest request = new CallerRequest(
                token, call.exchange().getRequestMethod().toString(), call.path(), ClientAddress.of(call.exchange()));
        call.await(authenticate.authenticate(request, call.project(), action), caller -> {
            call.authenticated(Objects.requireNonNull(caller, "caller"));
            ApiVersion.negotiate(call.exchange());
            handler.handle(call);
        });
    }

    private static boolean areBlank(HeaderValues values) {
        for (String value : values) {
            if (!value.isBlank()) {
                return false;
            }
        }
        return true;
    }

    private static <T> T valid(Function<String, T> constructor, String text, Fault otherwise) {
        try {
            return constructor.apply(text);
        } catch (InvalidValueException e) {
            throw otherwise.refused();
        }
    }
}
