@NullMarked
package org.volumetransfers.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
