@NullMarked
package org.volumetransfers.bootstrap.logging;

import org.jspecify.annotations.NullMarked;
