/** Reads the files that settings name. Every error carries file, line and column, and none repeats a secret. */
@NullMarked
package org.volumetransfers.bootstrap.files;

import org.jspecify.annotations.NullMarked;
