package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.error.BackendUnavailableException;

/** The contract of the paging port on {@code docs/sharding.sql}: the table on two further PostgreSQL servers, by project. */
class ShardsIT extends PostgresContract {

    private static final int PROJECTS = 20;

    private static final List<EmbeddedPostgres> SHARDS = new ArrayList<>();
    private static JdbcConfig coordinator;
    private static JdbcStorage storage;

    @BeforeAll
    static void open() throws Exception {
        for (int shard = 0; shard < 2; shard++) {
            EmbeddedPostgres server = Databases.builder().start();
            SHARDS.add(server);
            JdbcStorage.open(shard(shard), SchemaMode.MIGRATE).close();
            Databases.run(shard(shard), "create role evs login", "grant all on volume_transfer to evs");
        }
        coordinator = Databases.fresh();
        Databases.run(
                coordinator,
                Scripts.read(
                        "sharding.sql",
                        Map.of(
                                "shard_role", "evs",
                                "shard_password", "unused",
                                "shard_0_host", "127.0.0.1",
                                "shard_0_port", String.valueOf(SHARDS.get(0).getPort()),
                                "shard_0_database", "postgres",
                                "shard_1_host", "127.0.0.1",
                                "shard_1_port", String.valueOf(SHARDS.get(1).getPort()),
                                "shard_1_database", "postgres")));
        storage = JdbcStorage.open(coordinator, SchemaMode.NONE);
    }

    @AfterAll
    static void close() throws Exception {
        storage.close();
        for (EmbeddedPostgres shard : SHARDS) {
            shard.close();
        }
    }

    private static JdbcConfig shard(int number) {
        return Databases.of(SHARDS.get(number));
    }

    @Override
    JdbcConfig database() {
        return coordinator;
    }

    @Override
    JdbcStorage storage() {
        return storage;
    }

    private static void fill() {
        Databases.run(coordinator, "delete from volume_transfer", """
                insert into volume_transfer
                select 'p' || n % 20, 'id-' || n, 'v', 'n', timestamptz '2024-01-01Z' + n * interval '1 second'
                from generate_series(1, 2000) as n
                """);
    }

    @Test
    void pageQueriesOneShardWhichSortsAndFilters() throws Exception {
        fill();
        try (Connection session = Databases.connect(coordinator)) {
            PagePlan plans = new PagePlan(session);
            for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
                plans.mode(mode);
                for (String page : List.of(
                        "short_after_position ('p7', '2024-01-01 00:10:00Z', '2024-01-01 00:10:00Z', 'id-1', 21)",
                        "short_after_marker ('p7', 'id-607', 'p7', 'id-607', 21)")) {
                    String plan = plans.explain("explain (analyze, verbose, costs off, timing off)", page);
                    assertEquals(page.contains("marker") ? 2 : 1, PagePlan.count("Foreign Scan", plan), plan);
                    assertTrue(plan.contains("created_at >= "), plan);
                    assertTrue(plan.contains("ORDER BY created_at ASC NULLS LAST, id ASC NULLS LAST"), plan);
                }
            }
        }
    }

    @Test
    void shardThatIsDownAffectsOnlyItsOwnProjects() throws Exception {
        fill();
        List<ProjectId> projects = IntStream.range(0, PROJECTS)
                .mapToObj(number -> new ProjectId("p" + number))
                .toList();
        List<ProjectId> onFirst = onFirstShard(projects);
        assertTrue(!onFirst.isEmpty() && onFirst.size() < PROJECTS, onFirst::toString);

        Databases.run(
                shard(1),
                "alter role evs connection limit 0",
                "select pg_terminate_backend(pid, 10000) from pg_stat_activity where usename = 'evs'");
        try {
            for (ProjectId project : projects) {
                if (onFirst.contains(project)) {
                    assertEquals(5, firstFive(project));
                } else {
                    assertThrows(BackendUnavailableException.class, () -> firstFive(project));
                }
            }
        } finally {
            Databases.run(shard(1), "alter role evs connection limit -1");
        }
        for (ProjectId project : projects) {
            assertEquals(5, firstFive(project));
        }
    }

    private static int firstFive(ProjectId project) {
        return storage.transfers()
                .page(PageQuery.atOffset(project, 0, 5))
                .transfers()
                .size();
    }

    private static List<ProjectId> onFirstShard(List<ProjectId> projects) {
        try (JdbcStorage first = JdbcStorage.open(shard(0), SchemaMode.CHECK)) {
            return projects.stream()
                    .filter(project -> !first.transfers()
                            .page(PageQuery.atOffset(project, 0, 1))
                            .transfers()
                            .isEmpty())
                    .toList();
        }
    }
}
