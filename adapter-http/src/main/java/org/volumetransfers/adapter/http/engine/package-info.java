/**
 * Moves bytes: listens, bounds connections and memory, and sends responses of any size to readers of any speed. Knows
 * nothing of the contract: its user supplies the handler and ready-made refusals.
 *
 * <p>Of its public types, embedders need {@link org.volumetransfers.adapter.http.engine.HttpLimits} and
 * {@link org.volumetransfers.adapter.http.engine.HttpTimeouts}; the others serve the parent package.
 */
@NullMarked
package org.volumetransfers.adapter.http.engine;

import org.jspecify.annotations.NullMarked;
