/**
 * The use cases. Make one with {@code new}, giving it the ports it needs; read
 * {@link org.volumetransfers.application.service.ListVolumeTransfersService} first.
 *
 * <p>Imports {@code java.*}, the domain and the ports only.
 */
@NullMarked
package org.volumetransfers.application.service;

import org.jspecify.annotations.NullMarked;
