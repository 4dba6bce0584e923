/** Metrics of the server, for Prometheus. */
@NullMarked
package org.volumetransfers.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
