/** Tests of the server as a program: its configuration, its files, its life and death. */
@NullMarked
package org.volumetransfers.bootstrap;

import org.jspecify.annotations.NullMarked;
