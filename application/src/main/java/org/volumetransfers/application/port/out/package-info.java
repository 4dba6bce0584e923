/**
 * What the use cases need from outside, besides {@link org.volumetransfers.domain.TransferQuery}. Imports {@code java.*}
 * and the domain only.
 */
@NullMarked
package org.volumetransfers.application.port.out;

import org.jspecify.annotations.NullMarked;
