/** The {@code import} command: loads a file of transfers into PostgreSQL. */
@NullMarked
package org.volumetransfers.bootstrap.importing;

import org.jspecify.annotations.NullMarked;
