/** The server with tokens that are checked by Keystone: a real one, its captured answers, and one that misbehaves. */
@NullMarked
package org.volumetransfers.bootstrap.identity;

import org.jspecify.annotations.NullMarked;
