/**
 * Moves bytes: listens, bounds connections and memory, and sends responses of any size to readers of any speed. Independent of
 * the contract: handler and refusals are supplied to it.
 *
 * <p>Of its public types, embedders need {@link org.volumetransfers.adapter.http.engine.HttpLimits} and
 * {@link org.volumetransfers.adapter.http.engine.HttpTimeouts}; the others serve the parent package.
 */
@NullMarked
package org.volumetransfers.adapter.http.engine;

import org.jspecify.annotations.NullMarked;
