package org.volumetransfers.bootstrap;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a server is operated.
 *
 * @param admin the address of the listener for operators; null for none
 * @param drainDelay how long {@link TransferServer#shutDown} accepts connections before it stops listening; zero or more
 * @param accessLogInterval of how many requests one is logged; 0 for none, 1 for every request
 */
public record OperationConfig(@Nullable ListenAddress admin, Duration drainDelay, int accessLogInterval) {

    /** Checks that there is a delay. */
    public OperationConfig {
        Objects.requireNonNull(drainDelay, "drainDelay");
    }
}
