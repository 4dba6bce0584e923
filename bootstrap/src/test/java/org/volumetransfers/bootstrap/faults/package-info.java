/** The behaviour of the server during failures of its database and of the network in between, and after them. */
@NullMarked
package org.volumetransfers.bootstrap.faults;

import org.jspecify.annotations.NullMarked;
