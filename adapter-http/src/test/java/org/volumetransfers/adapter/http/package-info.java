/**
 * Tests of the HTTP edge without the other adapters: of its classes, and of a real server over fakes of the ports through raw
 * sockets. Read {@code Edge} and {@code RawClient} in the package {@code toolkit} first.
 */
@NullMarked
package org.volumetransfers.adapter.http;

import org.jspecify.annotations.NullMarked;
