/** What callers may ask for: one interface for each use case. Imports {@code java.*} and the domain only. */
@NullMarked
package org.volumetransfers.application.port.in;

import org.jspecify.annotations.NullMarked;
