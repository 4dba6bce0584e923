/** What the server does while its database is harmed in every way that happens to databases, and afterwards. */
@NullMarked
package org.volumetransfers.bootstrap.faults;

import org.jspecify.annotations.NullMarked;
