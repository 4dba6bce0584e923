/**
 * The suites that every adapter of a port must pass, and what their authors and edge tests need besides: rows, a failing
 * query, a clock that stands still.
 *
 * <p>Extend {@link org.volumetransfers.testkit.TransferQueryContract} or
 * {@link org.volumetransfers.testkit.TokenVerifierContract}, give the one method, and run it. Imports {@code java.*}, the
 * domain, the ports and JUnit Jupiter only.
 */
@NullMarked
package org.volumetransfers.testkit;

import org.jspecify.annotations.NullMarked;
