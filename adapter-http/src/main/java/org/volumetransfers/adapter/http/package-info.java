/**
 * Undertow in, JSON out: the wire contract ({@code docs/contract.md}).
 *
 * <p>A request enters in {@link org.volumetransfers.adapter.http.TransferRoutes}, which finds its operation in the
 * {@code RouteTable} and authenticates the caller. A handler then calls the use case and answers with JSON; its {@code Call}
 * holds the state of the request. Every failure becomes a row of {@code Fault}. The package {@code engine} moves the bytes.
 *
 * <p>Imports {@code java.*}, the domain, the inbound ports and Undertow. Only this module knows status codes, headers and JSON
 * names.
 */
@NullMarked
package org.volumetransfers.adapter.http;

import org.jspecify.annotations.NullMarked;
