package org.volumetransfers.adapter.jdbc;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.error.InvalidConfigurationException;

/**
 * The table of transfers. A named schema is part of every statement, since the search path of a session is lost or leaks
 * behind a connection pooler in transaction mode.
 *
 * @param schema the PostgreSQL schema that holds the table; null to find it by the search path
 */
record TransferTable(@Nullable String schema) {

    private static final Pattern SCHEMA = Pattern.compile("(?!pg_)[a-z_][a-z0-9_]{0,62}");

    /** Checks the name of the schema, which then needs no escaping. */
    TransferTable {
        checkSchema(schema);
    }

    static void checkSchema(@Nullable String name) {
        InvalidConfigurationException.require(
                name == null || SCHEMA.matcher(name).matches(),
                "schema name",
                "be 1 to 63 of a-z 0-9 _, not start with a digit, and not start with pg_");
    }

    /** Returns the name as statements use it. */
    String sql() {
        return schema == null ? "volume_transfer" : '"' + schema + "\".volume_transfer";
    }
}
