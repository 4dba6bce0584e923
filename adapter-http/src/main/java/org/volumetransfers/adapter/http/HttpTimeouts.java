package org.volumetransfers.adapter.http;

import java.time.Duration;

/**
 * Bounds on the time of connections, requests and answers. Start from {@link #DEFAULT}. All durations are at least 1 ms.
 *
 * @param idle how long a connection may stay open without a request
 * @param request how long a client may take to send the head of a request
 * @param queue how long a request may wait for a storage worker; above it 503
 * @param minBytesPerSecond bytes a second that a client must take of an answer on average; positive
 * @param stall how long a client may stay behind that before it is cut off; one that was ahead of it has up to twice that
 *     time
 * @param expiryGrace how long an answer may go on after its token has expired; it is cut off then
 * @param drain how long {@link TransferHttpServer#close} waits for requests in flight
 */
public record HttpTimeouts(
        Duration idle,
        Duration request,
        Duration queue,
        int minBytesPerSecond,
        Duration stall,
        Duration expiryGrace,
        Duration drain) {

    /** 75 s idle, 10 s for a head, 5 s queued, 256 bytes a second over 60 s, 10 s of grace, 10 s to drain. */
    public static final HttpTimeouts DEFAULT = new HttpTimeouts(
            Duration.ofSeconds(75),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            256,
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10));

    /**
     * Checks the bounds.
     *
     * @param idle how long a connection may stay open without a request
     * @param request how long a client may take to send the head of a request
     * @param queue how long a request may wait for a storage worker
     * @param minBytesPerSecond bytes a second that a client must take of an answer
     * @param stall how long a client may stay behind that
     * @param expiryGrace how long an answer may go on after its token has expired
     * @param drain how long closing waits for requests in flight
     * @throws org.volumetransfers.domain.error.InvalidValueException when one of them is not positive
     */
    public HttpTimeouts {
        HttpLimits.positive("idle timeout", idle.toMillis());
        HttpLimits.positive("request timeout", request.toMillis());
        HttpLimits.positive("queue timeout", queue.toMillis());
        HttpLimits.positive("min bytes per second", minBytesPerSecond);
        HttpLimits.positive("stall timeout", stall.toMillis());
        HttpLimits.positive("expiry grace", expiryGrace.toMillis());
        HttpLimits.positive("drain time", drain.toMillis());
    }

    /**
     * Changes how long a connection may be idle.
     *
     * @param time how long it may stay open without a request
     * @return changed timeouts
     */
    public HttpTimeouts withIdle(Duration time) {
        return new HttpTimeouts(time, request, queue, minBytesPerSecond, stall, expiryGrace, drain);
    }

    /**
     * Changes how long the head of a request may take.
     *
     * @param time how long a client may take to send it
     * @return changed timeouts
     */
    public HttpTimeouts withRequest(Duration time) {
        return new HttpTimeouts(idle, time, queue, minBytesPerSecond, stall, expiryGrace, drain);
    }

    /**
     * Changes how long a request may wait for storage.
     *
     * @param time how long it may wait for a worker
     * @return changed timeouts
     */
    public HttpTimeouts withQueue(Duration time) {
        return new HttpTimeouts(idle, request, time, minBytesPerSecond, stall, expiryGrace, drain);
    }

    /**
     * Changes how fast answers must be read.
     *
     * @param bytesPerSecond bytes a second that a client must take
     * @param time how long it may stay behind that
     * @return changed timeouts
     */
    public HttpTimeouts withStall(int bytesPerSecond, Duration time) {
        return new HttpTimeouts(idle, request, queue, bytesPerSecond, time, expiryGrace, drain);
    }

    /**
     * Changes how long an answer may go on after its token has expired.
     *
     * @param time how long after the expiry it is cut off
     * @return changed timeouts
     */
    public HttpTimeouts withExpiryGrace(Duration time) {
        return new HttpTimeouts(idle, request, queue, minBytesPerSecond, stall, time, drain);
    }

    /**
     * Changes how long closing waits.
     *
     * @param time how long it waits for requests in flight
     * @return changed timeouts
     */
    public HttpTimeouts withDrain(Duration time) {
        return new HttpTimeouts(idle, request, queue, minBytesPerSecond, stall, expiryGrace, time);
    }
}
