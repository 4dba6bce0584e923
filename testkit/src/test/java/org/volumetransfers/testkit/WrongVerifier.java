package org.volumetransfers.testkit;

import java.time.Clock;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/**
 * A verifier to run the contract on.
 *
 * @param name its mistake
 * @param knowing creates it
 * @param unreachable the same with an unavailable identity service, or null
 * @param tokensMayLackExpiry whether it accepts tokens without expiry
 * @param expected the outcome of the contract
 */
record WrongVerifier(
        String name,
        BiFunction<Map<AuthToken, Caller>, Clock, TokenVerifier> knowing,
        @Nullable TokenVerifier unreachable,
        boolean tokensMayLackExpiry,
        Expected expected) {}
