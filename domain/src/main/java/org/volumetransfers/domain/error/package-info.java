/**
 * Everything that can go wrong between asking for transfers and getting them: one sealed family,
 * {@link org.volumetransfers.domain.error.TransferException}, which knows nothing of HTTP.
 *
 * <p>Imports {@code java.*} only.
 */
@NullMarked
package org.volumetransfers.domain.error;

import org.jspecify.annotations.NullMarked;
