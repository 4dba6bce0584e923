/** The inner steps of an answer, each measured alone with JMH. */
@NullMarked
package org.volumetransfers.benchmarks.steps;

import org.jspecify.annotations.NullMarked;
