package org.volumetransfers.adapter.http;

/** Refuses a request with a row of the error table. Carries no stack trace. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Fault fault;

    RefusedException(Fault fault) {
        super(fault.name(), null, false, false);
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
