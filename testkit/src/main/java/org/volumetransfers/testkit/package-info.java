/**
 * Contract suites for adapters of the ports, and fixtures for tests: transfers, a failing query, and a clock that is moved by
 * hand.
 *
 * <p>Extend {@link org.volumetransfers.testkit.TransferQueryContract},
 * {@link org.volumetransfers.testkit.TransferLookupContract} or {@link org.volumetransfers.testkit.TokenVerifierContract}.
 * Imports {@code java.*}, the domain, the ports and JUnit Jupiter only.
 */
@NullMarked
package org.volumetransfers.testkit;

import org.jspecify.annotations.NullMarked;
