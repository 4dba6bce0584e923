/** Sets up Logback, writes log lines and never blocks the threads that log. */
@NullMarked
package org.volumetransfers.bootstrap.logging;

import org.jspecify.annotations.NullMarked;
