/**
 * Storage and identity in memory, for embedding, local runs and tests. Read
 * {@link org.volumetransfers.adapter.inmemory.InMemoryTransferQuery} first.
 *
 * <p>Imports {@code java.*}, the domain and the ports of the application only.
 */
@NullMarked
package org.volumetransfers.adapter.inmemory;

import org.jspecify.annotations.NullMarked;
