/**
 * Measures the whole server and its parts beside what they stand on and what one would write instead, and writes
 * {@code docs/performance.md}. Start reading at {@link org.volumetransfers.benchmarks.Benchmarks}.
 */
@NullMarked
package org.volumetransfers.benchmarks;

import org.jspecify.annotations.NullMarked;
