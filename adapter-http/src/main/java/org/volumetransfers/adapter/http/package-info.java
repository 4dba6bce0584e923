/**
 * Undertow in, JSON out: the wire contract ({@code docs/contract.md}).
 *
 * <p>A request enters in {@link org.volumetransfers.adapter.http.TransferRoutes}, whose {@code RouteTable} finds its operation
 * and authenticates the caller. A {@code Call} accompanies it to a handler, which calls the use case and answers with JSON.
 * Every failure becomes a row of {@code Fault}. The package {@code engine} moves the bytes.
 *
 * <p>Imports {@code java.*}, the domain, the inbound ports and Undertow. Only this module knows status codes, headers and JSON
 * names.
 */
@NullMarked
package org.volumetransfers.adapter.http;

import org.jspecify.annotations.NullMarked;
