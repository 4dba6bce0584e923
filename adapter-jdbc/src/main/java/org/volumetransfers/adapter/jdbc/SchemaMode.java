package org.volumetransfers.adapter.jdbc;

/** What {@link JdbcStorage} does about the table {@code volume_transfer} at its start. */
public enum SchemaMode {

    /** Creates it or brings it up to date. */
    MIGRATE,

    /** Only checks that it is up to date. */
    CHECK,

    /** Takes it as it is: a view, or a table that somebody else looks after. */
    NONE
}
