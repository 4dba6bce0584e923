package org.volumetransfers.adapter.http;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.in.AuthenticateCaller;
import org.volumetransfers.application.port.in.ListVolumeTransfers;
import org.volumetransfers.application.port.in.ShowVolumeTransfer;

/**
 * The use cases that a server offers; paths without any are not served. Immutable.
 *
 * <pre>{@code
 * UseCases useCases = UseCases.authenticatedBy(authenticate).withList(list);
 * }</pre>
 */
public final class UseCases {

    private final AuthenticateCaller authenticate;
    private final @Nullable ListVolumeTransfers listV2;
    private final @Nullable ListVolumeTransfers listV3;
    private final @Nullable ShowVolumeTransfer show;

    private UseCases(
            AuthenticateCaller authenticate,
            @Nullable ListVolumeTransfers listV2,
            @Nullable ListVolumeTransfers listV3,
            @Nullable ShowVolumeTransfer show) {
        this.authenticate = Objects.requireNonNull(authenticate, "authenticate");
        this.listV2 = listV2;
        this.listV3 = listV3;
        this.show = show;
    }

    /** Returns a value to which at least one use case must be added. */
    public static UseCases authenticatedBy(AuthenticateCaller authenticate) {
        return new UseCases(authenticate, null, null, null);
    }

    /** Returns these use cases and the listing of transfers, without and with details. */
    public UseCases withList(ListVolumeTransfers list) {
        return withList(list, list);
    }

    /** Returns these use cases and the listing of transfers, whose offset rule depends on the version of the API. */
    public UseCases withList(ListVolumeTransfers v2, ListVolumeTransfers v3) {
        Objects.requireNonNull(v2, "v2");
        return new UseCases(authenticate, v2, Objects.requireNonNull(v3, "v3"), show);
    }

    /** Returns these use cases and showing a transfer. */
    public UseCases withShow(ShowVolumeTransfer showTransfer) {
        return new UseCases(authenticate, listV2, listV3, Objects.requireNonNull(showTransfer, "showTransfer"));
    }

    AuthenticateCaller authenticate() {
        return authenticate;
    }

    @Nullable ListVolumeTransfers listV2() {
        return listV2;
    }

    @Nullable ListVolumeTransfers listV3() {
        return listV3;
    }

    @Nullable ShowVolumeTransfer show() {
        return show;
    }
}
