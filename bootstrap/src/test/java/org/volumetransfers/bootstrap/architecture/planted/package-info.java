/**
 * Classes that violate the rules on purpose, and some that do not. The packages are structured like those of the project;
 * nothing here is ever run.
 */
@NullMarked
package org.volumetransfers.bootstrap.architecture.planted;

import org.jspecify.annotations.NullMarked;
