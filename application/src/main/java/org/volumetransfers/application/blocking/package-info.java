/** Runs reads that block on a bounded number of threads, fairly between projects; for storage adapters. */
@NullMarked
package org.volumetransfers.application.blocking;

import org.jspecify.annotations.NullMarked;
