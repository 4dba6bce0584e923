package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.volumetransfers.adapter.jdbc.CinderListing.Row;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.UnknownMarkerException;

/** Lists the view of {@code docs/cinder-view.sql} and compares it with what Cinder lists from the same rows. */
class CinderViewIT {

    /** 2,000 rows of eight projects; most share their time with others, every tenth has no name. */
    private static final String[] MANY = {"""
            insert into volumes (id, project_id, volume_type_id, deleted, status)
            select md5('v' || n)::uuid::text,
                   (array['alpha', 'Alpha', 'alpha-2', 'alpha_2', 'p', 'p1', '4f7', '04f7'])[1 + n * n % 97 % 8],
                   'type', n % 11 = 0, 'awaiting-transfer'
            from generate_series(1, 2000) as n
            """, """
            insert into transfers (id, volume_id, display_name, created_at, deleted, accepted, deleted_at, salt, crypt_hash)
            select md5('t' || n)::uuid::text, md5('v' || n)::uuid::text,
                   case when n % 10 > 0 then 'transfer ' || n end,
                   timestamp '2025-03-30 01:59:58' + n * 7919 % 40 * interval '250001 microseconds',
                   case n % 7 when 1 then true when 2 then true when 3 then null else false end, n % 7 = 2,
                   case when n % 7 in (1, 2) then timestamp '2025-04-01' end, 'salt', 'hash'
            from generate_series(1, 2000) as n
            """};

    private static final TransferPosition T =
            new TransferPosition(Instant.parse("2025-01-01T00:00:00Z"), new TransferId("t"));
    private static final ProjectId GIVER = new ProjectId("4f7a9c0d2b6e48f1a35d7c9e0b1f2a3d");
    private static final ProjectId TAKER = new ProjectId("9e1b3d5f7a2c4e6880a1c3e5f7092b4d");

    private JdbcConfig database;
    private JdbcStorage storage;

    @BeforeEach
    void open() {
        database = CinderDatabase.fresh();
        CinderDatabase.makeView(database);
        storage = JdbcStorage.open(CinderDatabase.asReader(database), SchemaMode.NONE);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void everyProjectIsListedAsCinderListsIt() throws SQLException {
        Databases.run(database, MANY);
        int listed = 0;
        for (String project : List.of("alpha", "Alpha", "alpha-2", "alpha_2", "p", "p1", "4f7", "04f7", "none")) {
            List<Row> cinders = CinderListing.ofCinder(database, project);
            ProjectId id = new ProjectId(project);

            assertIterableEquals(cinders, CinderListing.whole(storage.transfers(), id), project);
            assertIterableEquals(cinders, CinderListing.byOffset(storage.transfers(), id, 7), project + " by offset");
            assertIterableEquals(
                    cinders, CinderListing.byPosition(storage.transfers(), id, 7), project + " by position");
            assertIterableEquals(cinders, CinderListing.byMarker(storage.transfers(), id, 7), project + " by marker");
            listed += cinders.size();
        }
        // Three of seven are accepted, deleted or without a mark.
        assertEquals(1142, listed);
    }

    @Test
    void lentConnectionsListTheSame() throws SQLException {
        Databases.run(database, MANY);
        PGSimpleDataSource lent = new PGSimpleDataSource();
        lent.setURL(database.url());
        lent.setUser(CinderDatabase.asReader(database).user());

        try (JdbcStorage onLent = JdbcStorage.using(lent, SchemaMode.NONE, Duration.ofSeconds(5))) {
            assertIterableEquals(
                    CinderListing.ofCinder(database, "alpha"),
                    CinderListing.byPosition(onLent.transfers(), new ProjectId("alpha"), 50),
                    "lent connections");
        }
    }

    @Test
    void theTimeIsUtcInAnyTimeZoneOfTheSession() throws SQLException {
        insert("t", "v", "2025-03-30 02:30:00.123456");

        assertEquals(
                Instant.parse("2025-03-30T02:30:00.123456Z"), page(GIVER).get(0).createdAt());
        Databases.run(
                CinderDatabase.asReader(database),
                "set timezone = 'Asia/Kathmandu'",
                "do $$ begin assert (select created_at = timestamptz '2025-03-30 02:30:00.123456Z'"
                        + " from volume_transfer); end $$");
    }

    @Test
    void transferWithoutATimeComesLastAsInCinder() throws SQLException {
        insert("a-without", "v1", null);
        insert("b-without", "v2", null);
        insert("c", "v3", "2100-01-01 00:00:00");

        assertEquals(List.of("c", "a-without", "b-without"), ids(page(GIVER)));
        assertIterableEquals(
                CinderListing.ofCinder(database, GIVER.value()),
                CinderListing.byPosition(storage.transfers(), GIVER, 1));
    }

    @Test
    void acceptedTransferIsNotListed() throws SQLException {
        insert("t", "v", "2025-01-01 00:00:00");
        Databases.run(
                database,
                "update transfers set deleted = true, accepted = true, destination_project_id = '" + TAKER + "'",
                "update volumes set status = 'available', project_id = '" + TAKER + "'");

        assertEquals(List.of(), page(GIVER));
        assertEquals(List.of(), page(TAKER));
    }

    @Test
    void pendingTransferFollowsItsVolume() throws SQLException {
        insert("t", "v", "2025-01-01 00:00:00");
        Databases.run(database, "update volumes set project_id = '" + TAKER + "'");

        assertEquals(List.of(), page(GIVER));
        assertEquals(List.of("t"), ids(page(TAKER)));
        assertIterableEquals(
                CinderListing.ofCinder(database, TAKER.value()), CinderListing.whole(storage.transfers(), TAKER));
    }

    @Test
    void transferOfADeletedOrFailedVolumeIsListedAsInCinder() throws SQLException {
        insert("t", "v", "2025-01-01 00:00:00");
        Databases.run(database, "update volumes set deleted = true, status = 'error', deleted_at = now()");

        assertEquals(List.of("t"), ids(page(GIVER)));
        assertIterableEquals(
                CinderListing.ofCinder(database, GIVER.value()), CinderListing.whole(storage.transfers(), GIVER));
    }

    @Test
    void positionOfAnEndedTransferIsKnownToTheProjectThatCreatedIt() throws SQLException {
        insert("t", "v", "2025-01-01 00:00:00");
        Databases.run(
                database,
                "update transfers set deleted = true, accepted = true, source_project_id = '" + GIVER
                        + "', destination_project_id = '" + TAKER + "'",
                "update volumes set status = 'available', project_id = '" + TAKER + "'");

        assertEquals(Optional.of(T), storage.lookup().position(GIVER, T.id()));
        assertEquals(Optional.empty(), storage.lookup().position(TAKER, T.id()));
        assertEquals(Optional.empty(), storage.lookup().find(GIVER, T.id()));
        assertEquals(List.of(), afterT(GIVER));
        assertThrows(UnknownMarkerException.class, () -> afterT(TAKER));
    }

    @Test
    void endedTransferWithoutARecordedSourceBelongsToTheProjectOfItsVolume() throws SQLException {
        insert("t", "v", "2025-01-01 00:00:00");
        Databases.run(database, "update transfers set deleted = true");

        assertEquals(Optional.of(T), storage.lookup().position(GIVER, T.id()));
    }

    @Test
    void viewOfAnEarlierVersionListsAndKnowsPendingTransfersOnly() throws SQLException {
        CinderDatabase.makeEarlierView(database);
        insert("t", "v", "2025-01-01 00:00:00");
        assertEquals(List.of("t"), ids(page(GIVER)));
        assertEquals(Optional.of(T), storage.lookup().position(GIVER, T.id()));
        assertEquals(
                "t", storage.lookup().find(GIVER, T.id()).orElseThrow().id().value());

        Databases.run(database, "update transfers set deleted = true");
        assertEquals(Optional.empty(), storage.lookup().position(GIVER, T.id()));
        assertThrows(UnknownMarkerException.class, () -> afterT(GIVER));

        CinderDatabase.makeView(database);
        assertEquals(Optional.of(T), storage.lookup().position(GIVER, T.id()));
    }

    @Test
    void listReadsNoEndedTransferAndLookupUsesItsIndex() throws SQLException {
        Databases.run(database, MANY);
        Databases.run(database, "vacuum (analyze) transfers, volumes");
        try (Connection session = Databases.connect(CinderDatabase.asReader(database));
                Statement statement = session.createStatement()) {
            PagePlan plans = new PagePlan(session);
            String list = plans.explain(
                    "explain (costs off)", "short_after_position ('alpha', '-infinity', '-infinity', '', 21)");
            assertTrue(list.contains("volume_transfers_listing") && !list.contains("Append"), list);
            String next = plans.explain("explain (costs off)", "short_after_marker ('alpha', 't', 'alpha', 't', 21)");
            assertTrue(next.contains("volume_transfers_listing") && next.contains("volume_transfers_ids"), next);

            String lookup = PagePlan.lines(
                    statement,
                    "explain (costs off) select created_at from volume_transfer where project_id = 'alpha' and id = 't'");
            assertTrue(lookup.contains("volume_transfers_ids") && !lookup.contains("Seq Scan"), lookup);
        }
    }

    private void insert(String transfer, String volume, @Nullable String createdAt) throws SQLException {
        try (Connection connection = Databases.connect(database);
                var volumes = connection.prepareStatement(
                        "insert into volumes (id, project_id, volume_type_id, deleted) values (?, ?, 'type', false)");
                var transfers = connection.prepareStatement("insert into transfers (id, volume_id, created_at, deleted)"
                        + " values (?, ?, cast(? as timestamp), false)")) {
            volumes.setString(1, volume);
            volumes.setString(2, GIVER.value());
            volumes.execute();
            transfers.setString(1, transfer);
            transfers.setString(2, volume);
            transfers.setString(3, createdAt);
            transfers.execute();
        }
    }

    private List<VolumeTransfer> page(ProjectId project) {
        return storage.transfers().page(PageQuery.atOffset(project, 0, 10)).transfers();
    }

    private List<VolumeTransfer> afterT(ProjectId project) {
        return storage.transfers()
                .page(PageQuery.afterMarker(project, T.id(), 0, 10))
                .transfers();
    }

    private static List<String> ids(List<VolumeTransfer> transfers) {
        return transfers.stream().map(VolumeTransfer::id).map(TransferId::value).toList();
    }
}
