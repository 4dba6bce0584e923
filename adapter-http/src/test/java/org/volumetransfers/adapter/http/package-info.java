/**
 * Tests of the HTTP edge by itself: its parts, and a real server on a free port over fakes of the ports, asked through
 * raw sockets. Read {@code Edge} and {@code RawClient} first.
 */
@NullMarked
package org.volumetransfers.adapter.http;

import org.jspecify.annotations.NullMarked;
