package org.volumetransfers.adapter.http.engine;

import static org.volumetransfers.domain.error.InvalidConfigurationException.require;

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
        require(idle.toMillis() >= 1, "idle timeout", "be positive");
        require(request.toMillis() >= 1, "request timeout", "be positive");
        require(minBytesPerSecond >= 1, "min bytes per second", "be positive");
        require(stall.toMillis() >= 1, "stall timeout", "be positive");
        require(expiryGrace.toMillis() >= 1, "expiry grace", "be positive");
        require(drain.toMillis() >= 1, "drain time", "be positive");
    }

    /** Returns the same timeouts with another {@link #idle} time. */
    public HttpTimeouts withIdle(Duration time) {
        return new HttpTimeouts(time, request, minBytesPerSecond, stall, expiryGrace, drain);
    }

    /** Returns the same timeouts with another time for the head of a {@link #request}. */
    public HttpTimeouts withRequest(Duration time) {
        return new HttpTimeouts(idle, time, minBytesPerSecond, stall, expiryGrace, drain);
    }

    /** Returns the same timeouts with another rate of reading, and another time that a client may fall behind it. */
    public HttpTimeouts withStall(int bytesPerSecond, Duration time) {
        return new HttpTimeouts(idle, request, bytesPerSecond, time, expiryGrace, drain);
    }

    /** Returns the same timeouts with another {@link #expiryGrace}. */
    public HttpTimeouts withExpiryGrace(Duration time) {
        return new HttpTimeouts(idle, request, minBytesPerSecond, stall, time, drain);
    }

    /** Returns the same timeouts with another {@link #drain} time. */
    public HttpTimeouts withDrain(Duration time) {
        return new HttpTimeouts(idle, request, minBytesPerSecond, stall, expiryGrace, time);
    }
}
