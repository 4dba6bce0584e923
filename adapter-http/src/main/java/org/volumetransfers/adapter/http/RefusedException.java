package org.volumetransfers.adapter.http;

import java.nio.ByteBuffer;

/** Refuses a request with a row of the error table. Carries no stack trace. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final transient Object[] arguments;

    RefusedException(Fault fault, Object... arguments) {
        super(fault.name(), null, false, false);
        this.fault = fault;
        this.arguments = arguments;
    }

    /** Returns the JSON of the row. */
    ByteBuffer body() {
        return fault.body(arguments);
    }

    Fault fault() {
        return fault;
    }
}
