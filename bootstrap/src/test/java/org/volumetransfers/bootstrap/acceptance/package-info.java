/**
 * The behaviour of the whole server, tested over the network: suites that run on any storage, one class for each storage that
 * runs them, and tests of what does not depend on storage. Start with
 * {@link org.volumetransfers.bootstrap.acceptance.InMemoryAcceptanceTest}.
 */
@NullMarked
package org.volumetransfers.bootstrap.acceptance;

import org.jspecify.annotations.NullMarked;
