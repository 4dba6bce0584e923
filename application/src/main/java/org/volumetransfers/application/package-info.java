/**
 * What can be done with volume transfers: the use cases ({@code service}) behind the ports they offer ({@code port.in})
 * and through the ports they need ({@code port.out}, and {@link org.volumetransfers.domain.TransferQuery} in the domain).
 *
 * <p>Imports {@code java.*} and the domain only.
 */
@NullMarked
package org.volumetransfers.application;

import org.jspecify.annotations.NullMarked;
