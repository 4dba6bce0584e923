package org.volumetransfers.domain;

/** The actions of the transfer family that a role policy distinguishes. Source: EVS API Reference, Permissions. */
public enum TransferAction {
    /** Lists transfers, with or without details. */
    LIST("evs:transfers:list"),
    /** Shows one transfer. */
    GET("evs:transfers:get"),
    /** Creates a transfer. */
    CREATE("evs:transfers:create"),
    /** Accepts a transfer. */
    ACCEPT("evs:transfers:accept"),
    /** Deletes a transfer. */
    DELETE("evs:transfers:delete");

    private final String policyName;

    TransferAction(String policyName) {
        this.policyName = policyName;
    }

    /** Returns the name of this action in role policies: for instance {@code evs:transfers:list}. */
    public String policyName() {
        return policyName;
    }
}
