/** JMH benchmarks for the individual steps of a request. */
@NullMarked
package org.volumetransfers.benchmarks.steps;

import org.jspecify.annotations.NullMarked;
