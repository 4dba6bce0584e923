/**
 * Classes that break the rules on purpose, and some beside them that do not. The packages are laid out like those of the
 * project; nothing here is ever run.
 */
@NullMarked
package org.volumetransfers.bootstrap.architecture.planted;

import org.jspecify.annotations.NullMarked;
