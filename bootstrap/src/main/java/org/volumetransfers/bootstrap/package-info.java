/**
 * The runnable server: reads options, environment and files, puts the rings together, and stops them again.
 *
 * <p>The only place that reads configuration, that says {@code new} for adapters
 * ({@link org.volumetransfers.bootstrap.TransferServer}), and that chooses a logging back end. Read {@code Main} first.
 */
@NullMarked
package org.volumetransfers.bootstrap;

import org.jspecify.annotations.NullMarked;
