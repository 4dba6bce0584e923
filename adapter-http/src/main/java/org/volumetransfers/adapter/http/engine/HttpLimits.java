package org.volumetransfers.adapter.http.engine;

import static org.volumetransfers.domain.error.InvalidConfigurationException.require;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.volumetransfers.domain.error.InvalidConfigurationException;

/**
 * Bounds on the resources that clients may use. Start from {@link #DEFAULT}. All numbers are positive.
 *
 * @param maxTargetLength longest request target (path and query) in characters; longer ones are refused with 414
 * @param maxHeaderBytes largest sum of all header names and values in bytes; larger ones are refused with 431. Tokens of up to
 *     100,000 characters are documented. Together with the target at most 240 KiB: the HTTP parser gives up at 256 KiB
 * @param maxHeaders most headers of a request; more are refused with 431
 * @param maxConnections most open connections, fewer if {@code memory} does not suffice. To admit one more, the longest idle
 *     connection of the address with the most connections is closed; if none is idle, the new one is refused with 503
 * @param memory bytes of heap that connections, requests and unsent responses may take together: half of them for responses,
 *     a quarter each for connections and for the heads of requests
 * @param timeouts bounds on time
 */
public record HttpLimits(
        int maxTargetLength,
        int maxHeaderBytes,
        int maxHeaders,
        int maxConnections,
        long memory,
        HttpTimeouts timeouts) {

    private static final int LARGEST_HEAD_BYTES = 240 * 1024;

    /** 16 KiB of target, 128 KiB in 200 headers, 4096 connections, a quarter of the largest heap, default timeouts. */
    public static final HttpLimits DEFAULT = new HttpLimits(
            16 * 1024, 128 * 1024, 200, 4096, Runtime.getRuntime().maxMemory() / 4, HttpTimeouts.DEFAULT);

    /**
     * Checks the bounds.
     *
     * @throws InvalidConfigurationException if a number is not positive, or target and headers add up to more than 240 KiB
     */
    public HttpLimits {
        require(maxTargetLength >= 1, "max target length", "be positive");
        require(maxHeaderBytes >= 1, "max header bytes", "be positive");
        require(maxHeaders >= 1, "max headers", "be positive");
        require(maxConnections >= 1, "max connections", "be positive");
        require(memory >= 1, "memory", "be positive");
        Objects.requireNonNull(timeouts, "timeouts");
        require(
                (long) maxTargetLength + maxHeaderBytes <= LARGEST_HEAD_BYTES,
                "max target length and max header bytes",
                "add up to at most " + LARGEST_HEAD_BYTES);
    }

    /** Returns the same limits with another number of connections. */
    public HttpLimits withMaxConnections(int connections) {
        return new HttpLimits(maxTargetLength, maxHeaderBytes, maxHeaders, connections, memory, timeouts);
    }

    /** Returns the same limits with other {@link #memory}, in bytes. */
    public HttpLimits withMemory(long bytes) {
        return new HttpLimits(maxTargetLength, maxHeaderBytes, maxHeaders, maxConnections, bytes, timeouts);
    }

    /** Returns the same limits with changed timeouts. */
    public HttpLimits withTimeouts(UnaryOperator<HttpTimeouts> change) {
        HttpTimeouts changed = change.apply(timeouts);
        return new HttpLimits(maxTargetLength, maxHeaderBytes, maxHeaders, maxConnections, memory, changed);
    }
}
