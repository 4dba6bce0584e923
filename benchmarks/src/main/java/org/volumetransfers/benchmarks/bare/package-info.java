/** The ceiling that the server is measured by. Knows Undertow and nothing else. */
@NullMarked
package org.volumetransfers.benchmarks.bare;

import org.jspecify.annotations.NullMarked;
