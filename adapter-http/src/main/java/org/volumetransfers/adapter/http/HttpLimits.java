package org.volumetransfers.adapter.http;

import java.time.Duration;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * What one client may take from the others. Every duration is positive. Target and headers together may take at most
 * 240 KiB: behind that the HTTP parser gives up by itself, at 256 KiB.
 *
 * @param maxTargetLength longest request target (path and query) in characters; above it 414
 * @param maxHeaderBytes largest sum of all header names and values in bytes; above it 431. Tokens of up to 100,000
 *     characters are documented
 * @param maxHeaders most headers of a request; above it 431
 * @param maxConnections most open connections; one more is answered 503 and closed
 * @param idleTimeout how long a connection may stay open without a request
 * @param requestTimeout how long a client may take to send the head of a request
 * @param queueTimeout how long a request may wait for a storage worker; above it 503
 * @param stallTimeout how long a client may read nothing of an answer before it is cut off
 * @param drainTime how long {@link TransferHttpServer#close} waits for requests in flight
 */
public record HttpLimits(
        int maxTargetLength,
        int maxHeaderBytes,
        int maxHeaders,
        int maxConnections,
        Duration idleTimeout,
        Duration requestTimeout,
        Duration queueTimeout,
        Duration stallTimeout,
        Duration drainTime) {

    private static final int LARGEST_HEAD_BYTES = 240 * 1024;

    /**
     * 16 KiB of target, 128 KiB in 200 headers, 4096 connections; 60 s idle, 10 s sending, 5 s queued, 30 s stalled, 10 s
     * drain.
     */
    public static final HttpLimits DEFAULT = new HttpLimits(
            16 * 1024,
            128 * 1024,
            200,
            4096,
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10));

    /**
     * Checks that every limit is positive.
     *
     * @param maxTargetLength longest request target
     * @param maxHeaderBytes largest sum of all header names and values in bytes
     * @param maxHeaders most headers of a request
     * @param maxConnections most open connections
     * @param idleTimeout how long a connection may stay open without a request
     * @param requestTimeout how long a client may take to send the head of a request
     * @param queueTimeout how long a request may wait for a storage worker
     * @param stallTimeout how long a client may read nothing of an answer before it is cut off
     * @param drainTime how long {@link TransferHttpServer#close} waits for requests in flight
     * @throws InvalidValueException when one is not
     */
    public HttpLimits {
        positive("max target length", maxTargetLength);
        positive("max header bytes", maxHeaderBytes);
        positive("max headers", maxHeaders);
        if ((long) maxTargetLength + maxHeaderBytes > LARGEST_HEAD_BYTES) {
            throw new InvalidValueException(
                    "max target length and max header bytes", "come to at most " + LARGEST_HEAD_BYTES);
        }
        positive("max connections", maxConnections);
        positive("idle timeout", idleTimeout.toMillis());
        positive("request timeout", requestTimeout.toMillis());
        positive("queue timeout", queueTimeout.toMillis());
        positive("stall timeout", stallTimeout.toMillis());
        positive("drain time", drainTime.toMillis());
    }

    /**
     * The same with another number of connections.
     *
     * @param connections most open connections
     * @return changed limits
     */
    public HttpLimits withMaxConnections(int connections) {
        return new HttpLimits(
                maxTargetLength,
                maxHeaderBytes,
                maxHeaders,
                connections,
                idleTimeout,
                requestTimeout,
                queueTimeout,
                stallTimeout,
                drainTime);
    }

    /**
     * The same with other times.
     *
     * @param idle how long a connection may stay open without a request
     * @param request how long a client may take to send the head of a request
     * @param stall how long a client may read nothing of an answer
     * @param drain how long closing waits for requests in flight
     * @return changed limits
     */
    public HttpLimits withTimes(Duration idle, Duration request, Duration stall, Duration drain) {
        return new HttpLimits(
                maxTargetLength, maxHeaderBytes, maxHeaders, maxConnections, idle, request, queueTimeout, stall, drain);
    }

    /**
     * The same with another time to wait for storage.
     *
     * @param queue how long a request may wait for a storage worker
     * @return changed limits
     */
    public HttpLimits withQueueTimeout(Duration queue) {
        return new HttpLimits(
                maxTargetLength,
                maxHeaderBytes,
                maxHeaders,
                maxConnections,
                idleTimeout,
                requestTimeout,
                queue,
                stallTimeout,
                drainTime);
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new InvalidValueException(name, "be positive");
        }
    }
}
