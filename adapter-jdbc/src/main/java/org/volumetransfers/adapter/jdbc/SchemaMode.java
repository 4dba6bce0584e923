package org.volumetransfers.adapter.jdbc;

/** What {@link JdbcStorage} does about the table {@code volume_transfer} at startup. */
public enum SchemaMode {

    /** Creates the table or brings it up to date. */
    MIGRATE,

    /** Only checks that the table is one that this version works with. */
    CHECK,

    /** Uses the table as it is: a view, or a table that is maintained by others. */
    NONE
}
