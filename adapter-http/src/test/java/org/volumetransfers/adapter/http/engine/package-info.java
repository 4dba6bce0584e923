/** Unit tests of the engine. */
@NullMarked
package org.volumetransfers.adapter.http.engine;

import org.jspecify.annotations.NullMarked;
