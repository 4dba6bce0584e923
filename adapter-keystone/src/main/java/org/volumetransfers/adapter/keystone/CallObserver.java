package org.volumetransfers.adapter.keystone;

import java.time.Duration;

/** Observes the calls to Keystone, for metrics. Called on any thread, which it must not block. */
@FunctionalInterface
public interface CallObserver {

    /**
     * Observes a call that has ended.
     *
     * @param status the status of the response; 0 if there is none, for instance because the call took too long
     * @param time the time since the first attempt
     */
    void called(int status, Duration time);
}
