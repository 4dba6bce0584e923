/**
 * The inbound ports: one interface for each use case, implemented in {@code service}. Read
 * {@link org.volumetransfers.application.port.in.ListVolumeTransfers} first.
 *
 * <p>Imports {@code java.*} and the domain only.
 */
@NullMarked
package org.volumetransfers.application.port.in;

import org.jspecify.annotations.NullMarked;
