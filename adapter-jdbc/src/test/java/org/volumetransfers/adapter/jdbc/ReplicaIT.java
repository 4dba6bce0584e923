package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.volumetransfers.adapter.jdbc.JdbcTransferImport.Summary;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.testkit.SampleTransfers;

/** A primary and a streaming replica with one URL that prefers the replica. */
@EnabledIf(value = "hasPostgres", disabledReason = "no PostgreSQL with pg_basebackup is installed here")
class ReplicaIT {

    private static final ProjectId P = new ProjectId("p");
    private static final List<VolumeTransfer> ROWS = SampleTransfers.plainRows(P, 3);
    private static final int CONNECTIONS = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ExecutorService readers = Executors.newFixedThreadPool(CONNECTIONS);
    private PostgresServer primary;
    private PostgresServer replica;
    private JdbcStorage storage;

    static boolean hasPostgres() {
        Optional<Path> bin = Programs.postgres();
        System.out.println(bin.map(there -> "Primary and replica: PostgreSQL of " + there)
                .orElse("LEFT OUT: primary and replica, since no PostgreSQL with pg_basebackup is installed here"));
        return bin.isPresent();
    }

    @BeforeEach
    void open() {
        primary = PostgresServer.start(Programs.postgres().orElseThrow());
        replica = primary.replica();
        // Neither has the table yet, and a replica cannot create it.
        storage = JdbcStorage.open(both(), SchemaMode.MIGRATE);
        seed(ROWS);
        awaitReplica();
    }

    @AfterEach
    void close() {
        readers.shutdownNow();
        storage.close();
        replica.close();
        primary.close();
    }

    private JdbcConfig both() {
        String url = "jdbc:postgresql://" + primary.host() + "," + replica.host()
                + "/postgres?targetServerType=preferSecondary&hostRecheckSeconds=1";
        return JdbcConfig.to(url, "postgres", "")
                .withPoolSize(CONNECTIONS)
                .withTimeouts(TIMEOUT, TIMEOUT, TIMEOUT.multipliedBy(2));
    }

    private void seed(Collection<VolumeTransfer> rows) {
        Databases.seedPending(primary.config(), rows);
    }

    private List<VolumeTransfer> listed() {
        return storage.transfers().page(PageQuery.atOffset(P, 0, 10)).transfers();
    }

    /** Waits until the replica has everything that the primary has now. */
    private void awaitReplica() {
        String written = Databases.value(primary.config(), "select pg_current_wal_lsn()");
        String arrived = "select pg_last_wal_replay_lsn() >= '" + written + "'";
        Eventually.becomes("t", () -> Databases.value(replica.config(), arrived));
    }

    /** Returns the number of connections from the storage under test to a server. */
    private static int connections(PostgresServer server) {
        return Integer.parseInt(Databases.value(
                server.config(), "select count(*) from pg_stat_activity where application_name = 'volume-transfers'"));
    }

    /** Returns that number after concurrent reads, on which the pool opens connections. */
    private int connectionsOnDemand(PostgresServer server) {
        Stream.generate(() -> CompletableFuture.runAsync(this::listed, readers))
                .limit(8 * CONNECTIONS)
                .toList()
                .forEach(CompletableFuture::join);
        return connections(server);
    }

    @Test
    void readsUseTheReplicaAndItsState() {
        Eventually.becomes(CONNECTIONS, () -> connectionsOnDemand(replica));
        Eventually.becomes(0, () -> connections(primary));

        Databases.run(replica.config(), "select pg_wal_replay_pause()");
        seed(ROWS.subList(0, 1));
        assertEquals(ROWS, listed());

        Databases.run(replica.config(), "select pg_wal_replay_resume()");
        Eventually.becomes(ROWS.subList(0, 1), this::listed);
    }

    @Test
    void failureOfTheReplicaIsTransparentAndNewConnectionsUseItAgain() {
        replica.crash();
        assertEquals(ROWS, listed());
        Eventually.becomes(CONNECTIONS, () -> connectionsOnDemand(primary));

        replica.start();
        awaitReplica();
        assertEquals(ROWS, listed());
        assertEquals(CONNECTIONS, connections(primary));
        // A connection remains with its host until it is too old; here it is terminated.
        Eventually.becomes(0, () -> {
            Databases.run(
                    primary.config(),
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where application_name = 'volume-transfers'");
            assertEquals(ROWS, listed());
            return connections(primary);
        });
        Eventually.becomes(CONNECTIONS, () -> connectionsOnDemand(replica));
    }

    @Test
    void readsContinueWithoutThePrimaryAndImportsDoNot() {
        primary.crash();

        assertEquals(ROWS, listed());
        assertThrows(BackendUnavailableException.class, storage::startImport);
        try (JdbcStorage startedNow = JdbcStorage.open(both(), SchemaMode.MIGRATE)) {
            assertEquals(
                    ROWS,
                    startedNow.transfers().page(PageQuery.atOffset(P, 0, 10)).transfers());
        }

        primary.start();
        assertEquals(new Summary(1, 0, 0), load(SampleTransfers.plain(P, 3)));
        Eventually.becomes(4, () -> listed().size());
    }

    @Test
    void promotedReplicaAcceptsImports() {
        primary.crash();
        replica.promote();

        assertEquals(new Summary(1, 0, 0), load(SampleTransfers.plain(P, 3)));
        assertEquals(4, listed().size());
    }

    private Summary load(VolumeTransfer transfer) {
        try (JdbcTransferImport running = storage.startImport()) {
            running.put(StoredTransfer.pending(transfer), 1, 1);
            return running.commit();
        }
    }
}
