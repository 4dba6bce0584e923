package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

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
        return new JdbcTransferQuery(source(database), 4, Duration.ofSeconds(30), Milestones.from(1), true);
    }

    private static DataSource source(JdbcConfig database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(database.url());
        source.setUser(database.user());
        source.setPassword(database.password());
        return source;
    }
}
