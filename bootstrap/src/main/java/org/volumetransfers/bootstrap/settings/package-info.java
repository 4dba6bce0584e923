/** Reads command line, environment and configuration file, and reports all their errors together. */
@NullMarked
package org.volumetransfers.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
