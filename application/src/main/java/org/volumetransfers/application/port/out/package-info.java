/** The outbound ports: what the use cases require of adapters. Imports {@code java.*} and the domain only. */
@NullMarked
package org.volumetransfers.application.port.out;

import org.jspecify.annotations.NullMarked;
