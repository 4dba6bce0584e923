/** Breaks nothing. */
@NullMarked
package org.volumetransfers.bootstrap.architecture.planted.marks.marked;

import org.jspecify.annotations.NullMarked;
