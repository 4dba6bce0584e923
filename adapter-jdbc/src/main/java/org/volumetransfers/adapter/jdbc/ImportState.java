package org.volumetransfers.adapter.jdbc;

/** The progress of an import, which determines the methods that may be called. */
enum ImportState {
    FILLING("transfers are being put in"),
    FILLED("repetitions() was called"),
    COMMITTED("commit() was called"),
    CLOSED("it is closed");

    private final String reason;

    ImportState(String reason) {
        this.reason = reason;
    }

    void requireFilling() {
        require(this == FILLING, "no transfer can be put into the import");
    }

    void requireOpen(String refusal) {
        require(this == FILLING || this == FILLED, refusal);
    }

    private void require(boolean allowed, String refusal) {
        if (!allowed) {
            throw new IllegalStateException(refusal + ": " + reason);
        }
    }
}
