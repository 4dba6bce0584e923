package org.volumetransfers.testkit;

import java.time.Clock;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/**
 * A verifier under suspicion.
 *
 * @param name what is wrong with it
 * @param knowing makes it
 * @param unreachable the same when the identity service is away, or null
 * @param tokensMayLackExpiry what it says about tokens that never expire
 * @param expected who must notice
 */
record WrongVerifier(
        String name,
        BiFunction<Map<AuthToken, Caller>, Clock, TokenVerifier> knowing,
        @Nullable TokenVerifier unreachable,
        boolean tokensMayLackExpiry,
        Expected expected) {}
