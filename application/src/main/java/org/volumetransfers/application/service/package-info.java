/**
 * The use cases, created from the ports that they need. Read
 * {@link org.volumetransfers.application.service.ListVolumeTransfersService} first.
 *
 * <p>Imports {@code java.*}, the domain and the ports only.
 */
@NullMarked
package org.volumetransfers.application.service;

import org.jspecify.annotations.NullMarked;
