package org.volumetransfers.adapter.http;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * How a missing or bad token is answered.
 *
 * @param status which of the two pairs of status and code
 * @param keystoneUrl where clients get a token, for the header {@code WWW-Authenticate: Keystone uri="..."} of a 401; a
 *     slash at the end is cut. Null for the bare word {@code Keystone}
 */
public record BadTokenAnswer(Status status, @Nullable String keystoneUrl) {

    /** 401, without saying where clients get a token. */
    public static final BadTokenAnswer UNAUTHORIZED_401 = new BadTokenAnswer(Status.UNAUTHORIZED_401, null);

    /** 400. */
    public static final BadTokenAnswer BAD_REQUEST_400 = new BadTokenAnswer(Status.BAD_REQUEST_400, null);

    /** The EVS documents know two pairs of status and code. */
    public enum Status {

        /**
         * {@code 401 EVS.5401 Authentication required.}: what the live cloud's gateway sends, and the only answer on which
         * published clients fetch a new token and try again. Source: EVS API Reference, Status Codes and Error Codes.
         */
        UNAUTHORIZED_401,

        /**
         * {@code 400 EVS.0002 invalid token!}: the listing page names no other error status than 400. Source: EVS API
         * Reference, Querying All EVS Disk Transfers, and Error Codes.
         */
        BAD_REQUEST_400
    }

    /**
     * Checks the URL.
     *
     * @param status which of the two pairs of status and code
     * @param keystoneUrl where clients get a token
     * @throws InvalidValueException when the URL is none
     */
    public BadTokenAnswer {
        Objects.requireNonNull(status, "status");
        if (keystoneUrl != null) {
            keystoneUrl = HttpConfig.base(keystoneUrl, "keystone url");
        }
    }

    /**
     * The same, saying where clients get a token.
     *
     * @param url address of Keystone as clients reach it, or null not to say
     * @return changed answer
     */
    public BadTokenAnswer withKeystoneUrl(@Nullable String url) {
        return new BadTokenAnswer(status, url);
    }

    /** The value of {@code WWW-Authenticate}. Source: Keystone's middleware, which clients know. */
    String challenge() {
        return keystoneUrl == null ? "Keystone" : "Keystone uri=\"" + keystoneUrl + "\"";
    }
}
