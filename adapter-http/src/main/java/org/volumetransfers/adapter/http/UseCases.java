package org.volumetransfers.adapter.http;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.in.AuthenticateCaller;
import org.volumetransfers.application.port.in.ListVolumeTransfers;

/**
 * The use cases that a server offers; paths without any are not served. Immutable.
 *
 * <pre>{@code
 * UseCases useCases = UseCases.authenticatedBy(authenticate).withList(list);
 * }</pre>
 */
public final class UseCases {

    private final AuthenticateCaller authenticate;
    private final @Nullable ListVolumeTransfers list;

    private UseCases(AuthenticateCaller authenticate, @Nullable ListVolumeTransfers list) {
        this.authenticate = Objects.requireNonNull(authenticate, "authenticate");
        this.list = list;
    }

    /** Returns a value to which at least one use case must be added. */
    public static UseCases authenticatedBy(AuthenticateCaller authenticate) {
        return new UseCases(authenticate, null);
    }

    /** Returns these use cases and the listing of transfers. */
    public UseCases withList(ListVolumeTransfers listTransfers) {
        return new UseCases(authenticate, Objects.requireNonNull(listTransfers, "listTransfers"));
    }

    AuthenticateCaller authenticate() {
        return authenticate;
    }

    @Nullable ListVolumeTransfers list() {
        return list;
    }
}
