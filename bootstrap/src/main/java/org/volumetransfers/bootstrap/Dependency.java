package org.volumetransfers.bootstrap;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Something that the server depends on.
 *
 * @param name its name in the readiness probe and in metrics
 * @param isRequired whether the server is not ready without it
 * @param silence returns at once how long ago it last answered
 * @param ask asks it something that it can answer quickly, and waits until it has answered or failed
 */
record Dependency(String name, boolean isRequired, Supplier<Duration> silence, Runnable ask) {

    /** Returns a dependency that is part of this process. */
    static Dependency internal(String name) {
        return new Dependency(name, true, () -> Duration.ZERO, () -> {});
    }
}
