package org.volumetransfers.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The connections that pages are read on. Safe for any number of threads. */
interface Connections {

    /**
     * Takes a connection in auto-commit mode, to be closed by the caller.
     *
     * @throws SQLException when none can be had in time
     * @throws IllegalStateException when it belongs to a transaction of the host application
     */
    Connection take() throws SQLException;

    /** Reports that the database has just answered. */
    default void answered() {}

    /** Reports that a connection turned out to be broken. */
    default void broken() {}

    /**
     * Takes a connection that is in no transaction. To use any other one would make its transaction fail with ours, and to
     * commit on it would commit what the host application has not finished.
     *
     * @throws IllegalStateException when auto-commit is off; nothing has been executed then
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
