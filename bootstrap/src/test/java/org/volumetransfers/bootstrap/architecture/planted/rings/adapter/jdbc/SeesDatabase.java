package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.jdbc;

import java.sql.Connection;

/** Breaks nothing: this is where databases belong. */
interface SeesDatabase {
    void see(Connection seen);
}
