/**
 * The words of volume transfers, and {@link org.volumetransfers.domain.TransferQuery}, the port through which a page of
 * them is read.
 *
 * <p>Imports {@code java.*} only. Values check themselves when they are made, are immutable, and can be shared between
 * threads. Read {@link org.volumetransfers.domain.TransferQuery} first.
 */
@NullMarked
package org.volumetransfers.domain;

import org.jspecify.annotations.NullMarked;
