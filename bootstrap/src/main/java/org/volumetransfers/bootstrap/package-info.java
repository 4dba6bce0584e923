/**
 * The runnable server: reads options, environment and files, assembles the adapters and use cases, and stops them again.
 *
 * <p>Only this module reads configuration, creates adapters ({@link org.volumetransfers.bootstrap.TransferServer}), and
 * chooses a logging back end. Start reading with {@code Main} and {@code Program}. The packages {@code settings},
 * {@code files} and {@code logging} do not know this one.
 */
@NullMarked
package org.volumetransfers.bootstrap;

import org.jspecify.annotations.NullMarked;
