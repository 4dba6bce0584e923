package org.volumetransfers.adapter.http;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The response to a missing or invalid token.
 *
 * @param status status and code
 * @param keystoneUrl the URL where clients obtain tokens, for the header {@code WWW-Authenticate: Keystone uri="..."} of a 401;
 *     a trailing slash is removed. Null for the bare word {@code Keystone}
 */
public record BadTokenAnswer(Status status, @Nullable String keystoneUrl) {

    /** 401, without the URL where clients obtain tokens. */
    public static final BadTokenAnswer UNAUTHORIZED_401 = new BadTokenAnswer(Status.UNAUTHORIZED_401, null);

    /** 400. */
    public static final BadTokenAnswer BAD_REQUEST_400 = new BadTokenAnswer(Status.BAD_REQUEST_400, null);

    /** The two pairs of status and code in the EVS documents. */
    public enum Status {

        /**
         * {@code 401 EVS.5401 Authentication required.}: sent by the live cloud's gateway, and the only response on which
         * published clients fetch a new token and retry. Source: EVS API Reference, Status Codes and Error Codes.
         */
        UNAUTHORIZED_401(Fault.UNAUTHENTICATED),

        /**
         * {@code 400 EVS.0002 invalid token!}: the listing page names no other error status than 400. Source: EVS API
         * Reference, Querying All EVS Disk Transfers, and Error Codes.
         */
        BAD_REQUEST_400(Fault.INVALID_TOKEN);

        final Fault fault;

        Status(Fault fault) {
            this.fault = fault;
        }
    }

    /**
     * Checks the URL.
     *
     * @throws org.volumetransfers.domain.error.InvalidConfigurationException if the URL is not valid
     */
    public BadTokenAnswer {
        Objects.requireNonNull(status, "status");
        keystoneUrl = keystoneUrl == null ? null : HttpConfig.base(keystoneUrl, "keystone url");
    }

    /** Returns the same answer with another {@link #keystoneUrl}, as seen by clients; null for none. */
    public BadTokenAnswer withKeystoneUrl(@Nullable String url) {
        return new BadTokenAnswer(status, url);
    }

    /** Returns the value of {@code WWW-Authenticate}. Source: Keystone's middleware. */
    String challenge() {
        return keystoneUrl == null ? "Keystone" : "Keystone uri=\"" + keystoneUrl + "\"";
    }
}
