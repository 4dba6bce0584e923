/**
 * The vocabulary of volume transfers, and the ports to storage, {@link org.volumetransfers.domain.TransferQuery} and
 * {@link org.volumetransfers.domain.TransferLookup}.
 *
 * <p>Imports {@code java.*} only. Values are checked by their constructors and immutable. Read
 * {@link org.volumetransfers.domain.TransferQuery} first.
 */
@NullMarked
package org.volumetransfers.domain;

import org.jspecify.annotations.NullMarked;
