package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.inmemory;

import java.sql.Connection;

/** Breaks: databases are known in the JDBC adapter only. */
interface SeesDatabase {
    void see(Connection seen);
}
