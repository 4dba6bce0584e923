package org.volumetransfers.adapter.http.engine;

import java.time.Duration;
import org.volumetransfers.domain.error.InvalidConfigurationException;

/**
 * Bounds on the time of connections, requests and responses. Start from {@link #DEFAULT}. All durations are at least 1 ms.
 *
 * @param idle how long a connection may stay open without a request
 * @param request how long a client may take to send the head of a request
 * @param minBytesPerSecond the average rate at which a client must read a response, in bytes per second; positive
 * @param stall how long a client may fall behind that rate before it is cut off; twice as long if it was ahead before
 * @param expiryGrace how long a response may continue after its token has expired before it is cut off
 * @param drain how long closing the server waits for requests in flight
 */
public record HttpTimeouts(
        Duration idle, Duration request, int minBytesPerSecond, Duration stall, Duration expiryGrace, Duration drain) {

    /** 75 s idle, 10 s for a head, 256 bytes per second over 60 s, 10 s of grace, 10 s to drain. */
    public static final HttpTimeouts DEFAULT = new HttpTimeouts(
            Duration.ofSeconds(75),
            Duration.ofSeconds(10),
            256,
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10));

    /**
     * Checks the bounds.
     *
     * @throws InvalidConfigurationException if one of them is not positive
     */
    public HttpTimeouts {
        requirePositive("idle timeout", idle.toMillis());
        requirePositive("request timeout", request.toMillis());
        requirePositive("min bytes per second", minBytesPerSecond);
        requirePositive("stall timeout", stall.toMillis());
        requirePositive("expiry grace", expiryGrace.toMillis());
        requirePositive("drain time", drain.toMillis());
    }

    // Not in HttpLimits, whose default depends on that of this class.
    static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new InvalidConfigurationException(name, "be positive");
        }
    }

    /**
     * Changes how long a connection may be idle.
     *
     * @param time how long it may stay open without a request
     * @return changed timeouts
     */
    public HttpTimeouts withIdle(Duration time) {
        return new HttpTimeouts(time, request, minBytesPerSecond, stall, expiryGrace, drain);
    }

    /**
     * Changes how long the head of a request may take.
     *
     * @param time how long a client may take to send it
     * @return changed timeouts
     */
    public HttpTimeouts withRequest(Duration time) {
        return new HttpTimeouts(idle, time, minBytesPerSecond, stall, expiryGrace, drain);
    }

    /**
     * Changes how fast responses must be read.
     *
     * @param bytesPerSecond the rate in bytes per second
     * @param time how long a client may fall behind that rate
     * @return changed timeouts
     */
    public HttpTimeouts withStall(int bytesPerSecond, Duration time) {
        return new HttpTimeouts(idle, request, bytesPerSecond, time, expiryGrace, drain);
    }

    /**
     * Changes how long a response may continue after its token has expired.
     *
     * @param time how long after the expiry it is cut off
     * @return changed timeouts
     */
    public HttpTimeouts withExpiryGrace(Duration time) {
        return new HttpTimeouts(idle, request, minBytesPerSecond, stall, time, drain);
    }

    /**
     * Changes how long closing waits.
     *
     * @param time how long it waits for requests in flight
     * @return changed timeouts
     */
    public HttpTimeouts withDrain(Duration time) {
        return new HttpTimeouts(idle, request, minBytesPerSecond, stall, expiryGrace, time);
    }
}
