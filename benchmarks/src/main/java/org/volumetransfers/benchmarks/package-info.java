/**
 * Compares the server and its parts with their foundations and with alternatives, and writes
 * {@code docs/performance.md}. The entry point is {@link org.volumetransfers.benchmarks.Benchmarks}.
 */
@NullMarked
package org.volumetransfers.benchmarks;

import org.jspecify.annotations.NullMarked;
