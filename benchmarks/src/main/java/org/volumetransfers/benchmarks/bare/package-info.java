/** The upper bound for comparison with the server. Depends on Undertow only. */
@NullMarked
package org.volumetransfers.benchmarks.bare;

import org.jspecify.annotations.NullMarked;
