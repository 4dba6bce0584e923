/**
 * The errors of this library: one sealed family, {@link org.volumetransfers.domain.error.TransferException}, independent of
 * HTTP.
 *
 * <p>Imports {@code java.*} only.
 */
@NullMarked
package org.volumetransfers.domain.error;

import org.jspecify.annotations.NullMarked;
