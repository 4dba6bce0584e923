/**
 * What the whole server promises, asked over the wire: suites that run on any storage, and one class for each storage
 * that runs them. Start with {@link org.volumetransfers.bootstrap.acceptance.InMemoryAcceptanceTest}.
 */
@NullMarked
package org.volumetransfers.bootstrap.acceptance;

import org.jspecify.annotations.NullMarked;
