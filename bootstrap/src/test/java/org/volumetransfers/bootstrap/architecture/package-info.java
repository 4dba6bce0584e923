/**
 * The rules between the modules, as tests over compiled classes. Start with {@link
 * org.volumetransfers.bootstrap.architecture.ArchitectureTest}. The packages below {@code planted} violate the rules on
 * purpose, to show that violations are detected.
 */
@NullMarked
package org.volumetransfers.bootstrap.architecture;

import org.jspecify.annotations.NullMarked;
