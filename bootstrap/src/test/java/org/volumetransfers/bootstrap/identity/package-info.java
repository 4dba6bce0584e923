/** The server with Keystone as its identity service: a real one, its captured responses, and one that fails. */
@NullMarked
package org.volumetransfers.bootstrap.identity;

import org.jspecify.annotations.NullMarked;
