package org.volumetransfers.adapter.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.Caller;

/** Observes requests when they have ended, refused ones included; for metrics, access logs and recorders. */
@FunctionalInterface
public interface RequestObserver {

    /**
     * A request that has ended.
     *
     * @param operation the operation, such as {@code list}; {@code none} if the request was refused before it was known
     * @param status the status of the response
     * @param code the error code of the response, such as {@code EVS.5400}; null for a success
     * @param rows how many transfers were sent
     * @param bytes how many bytes of the body were sent
     * @param aborted whether the response was cut off
     * @param identity how long it took to authenticate the caller
     * @param storage how long it took to read the first transfers, queueing included
     * @param writing how long all the rest took, reading further transfers included
     * @param caller the caller; null if the request was refused before the caller was known
     */
    record FinishedRequest(
            String operation,
            int status,
            @Nullable String code,
            long rows,
            long bytes,
            boolean aborted,
            Duration identity,
            Duration storage,
            Duration writing,
            @Nullable Caller caller) {}

    /**
     * Observes a request. Called on an I/O thread, which it must not block.
     *
     * @param request the request
     */
    void finished(FinishedRequest request);
}
