package org.volumetransfers.adapter.http;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.in.AuthenticateCaller;
import org.volumetransfers.application.port.in.ListVolumeTransfers;

/**
 * The use cases that a server offers. A path none of whose use cases is given is not served. Immutable.
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

    /**
     * Returns use cases that offer nothing yet.
     *
     * @param authenticate authenticates callers
     * @return use cases to add others to
     */
    public static UseCases authenticatedBy(AuthenticateCaller authenticate) {
        return new UseCases(authenticate, null);
    }

    /**
     * Adds the listing of transfers.
     *
     * @param listTransfers lists transfers
     * @return the extended use cases
     */
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
