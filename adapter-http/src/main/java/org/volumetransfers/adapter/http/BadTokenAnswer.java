package org.volumetransfers.adapter.http;

/** How a missing or bad token is answered. The EVS documents know both pairs of status and code. */
public enum BadTokenAnswer {

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
