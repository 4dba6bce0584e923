/** Suites as the author of an adapter writes them, outside of the kit's package. */
@NullMarked
package org.volumetransfers.adapterauthor;

import org.jspecify.annotations.NullMarked;
