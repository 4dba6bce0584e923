/**
 * Undertow in, JSON out: the wire contract of the listing call ({@code docs/contract.md}).
 *
 * <p>A request enters in {@link org.volumetransfers.adapter.http.TransferRoutes}; whose it is, {@code TokenGate} finds
 * out; {@code ListVolumeTransfersHandler} asks the use case; {@code TransferListJson} shapes the answer and
 * {@code ResponseWriter} sends it. Whatever goes wrong ends as a row of {@code Fault}.
 *
 * <p>Imports {@code java.*}, the domain, the inbound ports and Undertow. Only this module knows status codes,
 * headers and JSON names.
 */
@NullMarked
package org.volumetransfers.adapter.http;

import org.jspecify.annotations.NullMarked;
