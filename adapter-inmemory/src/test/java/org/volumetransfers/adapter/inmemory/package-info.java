/** Tests of storage and identity in memory. */
@NullMarked
package org.volumetransfers.adapter.inmemory;

import org.jspecify.annotations.NullMarked;
