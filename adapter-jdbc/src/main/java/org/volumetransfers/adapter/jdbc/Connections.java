package org.volumetransfers.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The connections that pages are read on. Safe for use by multiple threads. */
interface Connections {

    /**
     * Takes a connection in auto-commit mode, to be closed by the caller.
     *
     * @throws SQLException if none is available in time
     * @throws IllegalStateException if it is part of a transaction of the host application
     */
    Connection take() throws SQLException;

    /** Reports that the database has just answered. */
    default void answered() {}

    /** Reports that a connection turned out to be broken. */
    default void broken() {}

    /**
     * Takes a connection that is in no transaction. A failing statement would abort the transaction of any other one, and a
     * commit would include unfinished work of the host application.
     *
     * @throws IllegalStateException if auto-commit is off; nothing was executed then
     */
    static Connection inAutoCommit(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        boolean usable = false;
        try {
            usable = connection.getAutoCommit();
        } finally {
            if (!usable) {
                connection.close();
            }
        }
        if (!usable) {
            throw new IllegalStateException("the DataSource gave a connection with auto-commit off, as in a running"
                    + " transaction; pass one whose connections are in auto-commit mode, such as the pool itself"
                    + " instead of a transaction-aware proxy around it");
        }
        return connection;
    }
}
