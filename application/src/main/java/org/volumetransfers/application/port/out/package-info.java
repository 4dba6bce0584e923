/** What the use cases need from outside. Imports {@code java.*} and the domain only. */
@NullMarked
package org.volumetransfers.application.port.out;

import org.jspecify.annotations.NullMarked;
