package org.volumetransfers.adapter.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.Caller;

/**
 * Observes finished requests, including refused ones: for metrics, access logs and recorders. Anything that it throws is
 * logged and has no effect on the response.
 */
@FunctionalInterface
public interface RequestObserver {

    /**
     * A finished request. The three durations add up to the time between the parsed head and the end of the response.
     *
     * @param operation the operation: {@code list}, {@code detail}, {@code show} or {@code versions}; {@code none} if the
     *     request was refused before it was known
     * @param status the status of the response; 0 if the connection ended before one was sent
     * @param code the error code of the response, such as {@code EVS.5400}; null for a success
     * @param rows how many transfers the list in the response contains, as far as it was sent; 0 for other responses
     * @param bytes how many bytes of the body were sent
     * @param aborted whether the connection ended before the response
     * @param identity how long it took to authenticate the caller
     * @param storage how long it took to read the first transfers, including the time in a queue
     * @param writing the remaining time, including the time to read further transfers
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
