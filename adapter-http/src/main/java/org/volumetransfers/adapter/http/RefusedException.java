package org.volumetransfers.adapter.http;

import java.util.concurrent.CompletionException;
import org.volumetransfers.adapter.http.engine.OverloadException;
import org.volumetransfers.domain.error.TransferException;

/** A row of the error table with its message. Carries no stack trace. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final String text;

    RefusedException(Fault fault, String text) {
        super(fault.name(), null, false, false);
        this.fault = fault;
        this.text = text;
    }

    /** Returns the row for anything that was thrown. */
    static RefusedException of(Throwable thrown) {
        if (thrown instanceof RefusedException refusal) {
            return refusal;
        }
        if (thrown instanceof TransferException error) {
            return Fault.of(error).refused();
        }
        return (thrown instanceof OverloadException ? Fault.OVERLOADED : Fault.INTERNAL).refused();
    }

    /** Returns the failure of a stage; each dependent stage may have wrapped it once more. */
    static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    Fault fault() {
        return fault;
    }

    /** Returns the JSON of the error. */
    byte[] body() {
        return JsonBody.error(fault.code(), text);
    }
}
