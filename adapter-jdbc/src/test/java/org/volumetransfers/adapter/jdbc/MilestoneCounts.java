package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;

/** What milestones say, beside what is true. */
final class MilestoneCounts {

    private static final String WRONG = """
            select count(*)
            from volume_transfer_milestone as m
            where m.rank + (
                select coalesce(sum(delta), 0) from volume_transfer_change as c
                where c.project_id = m.project_id and (c.created_at, c.id) <= (m.created_at, m.id)
            ) <> (
                select count(*) from volume_transfer as t
                where t.project_id = m.project_id and t.status = 'pending' and (t.created_at, t.id) <= (m.created_at, m.id)
            )
            """;

    private MilestoneCounts() {}

    /** Whatever was written: no milestone with its changes says anything but the truth. */
    static void assertRight(JdbcConfig database) {
        assertEquals("0", Databases.value(database, WRONG));
    }

    static long milestones(JdbcConfig database) {
        return Long.parseLong(Databases.value(database, "select count(*) from volume_transfer_milestone"));
    }

    static long changes(JdbcConfig database) {
        return Long.parseLong(Databases.value(database, "select count(*) from volume_transfer_change"));
    }

    /** A query that uses milestones for every offset but the first. */
    static JdbcTransferQuery query(JdbcConfig database) {
        Connections connections = DriverDatabase.any(database)::getConnection;
        StatementTimeout timeout = StatementTimeout.of(Duration.ofSeconds(30));
        return new JdbcTransferQuery(connections, 4, timeout, Milestones.from(1), true);
    }
}
