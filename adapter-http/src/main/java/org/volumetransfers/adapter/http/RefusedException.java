package org.volumetransfers.adapter.http;

/** A refusal that exists only on the wire, on its way to {@link FaultBoundary}. Cheap: no stack trace. */
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
