package org.volumetransfers.adapter.http;

import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;

/**
 * Observes finished requests, including refused ones: for metrics, access logs and recorders. Anything that it throws is
 * logged and has no effect on the response.
 */
@FunctionalInterface
public interface RequestObserver {

    /**
     * Where a request came from.
     *
     * @param id the request id, as in the header {@code X-Request-Id} of the response
     * @param method the method; {@code -} if the HTTP parser refused the request, or the connection was refused
     * @param project the project in the path; null if the request was refused before it was known
     * @param client the address of the client; null if it is unknown
     * @param traceParent the parent trace that the request names, as in W3C Trace Context; null if there is none, or it is
     *     invalid
     */
    record Origin(
            String id,
            String method,
            @Nullable ProjectId project,
            @Nullable InetAddress client,
            @Nullable String traceParent) {}

    /**
     * A finished request. The three durations add up to the time between the parsed head and the end of the response.
     *
     * @param origin where the request came from
     * @param operation the operation: {@code list}, {@code detail}, {@code show}, {@code versions}, {@code livez} or
     *     {@code readyz}; {@code none} if the request was refused before it was known
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
            Origin origin,
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
