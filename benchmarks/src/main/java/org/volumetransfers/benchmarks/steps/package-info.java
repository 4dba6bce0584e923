/** JMH benchmarks for the individual steps of an answer. */
@NullMarked
package org.volumetransfers.benchmarks.steps;

import org.jspecify.annotations.NullMarked;
