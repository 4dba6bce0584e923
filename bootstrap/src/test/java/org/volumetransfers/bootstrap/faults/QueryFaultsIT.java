package org.volumetransfers.bootstrap.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The database is available, but a query fails or does not end. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class QueryFaultsIT {

    private static final String LOCK = "lock table volume_transfer in access exclusive mode";
    private static final String WAITING =
            "select count(*) from pg_stat_activity where usename = 'evs' and wait_event_type = 'Lock'";

    private static FaultyPostgres postgres;

    private final Path directory;
    private ServerProcess server;

    QueryFaultsIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    static void startDatabase(@TempDir Path directory) throws Exception {
        postgres = new FaultyPostgres(directory);
    }

    @AfterAll
    static void endDatabase() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void start() throws Exception {
        server = ServerProcess.on(postgres.url(), directory);
        postgres.execute(
                "truncate volume_transfer",
                "insert into volume_transfer values ('p', '" + Responses.ID + "', 'v', 'n', now())");
        Responses.assertListed(server.list());
    }

    @AfterEach
    void end() throws Exception {
        server.close();
    }

    @Test
    void queryThatTakesTooLongIs503AndIsCancelled() throws Exception {
        try (Connection other = postgres.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(LOCK);

            Responses.assertUnavailable(server.list());

            assertEquals(0, postgres.number(WAITING), "queries of requests that have timed out");
            other.rollback();
        }
        Responses.assertListed(server.list());
        server.assertOneLine();
    }

    @Test
    void exhaustedPoolDelaysOnlyRequestsThatNeedIt() throws Exception {
        try (Connection other = postgres.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(LOCK);
            List<CompletableFuture<HttpResponse<String>>> all = server.listAtOnce(5 * ServerProcess.POOL);

            assertEquals(404, server.statusOfUnknownPath());

            for (CompletableFuture<HttpResponse<String>> pending : all) {
                Responses.assertUnavailable(ServerProcess.responseOf(pending));
            }
            other.rollback();
        }
        Responses.assertListed(server.list());
        server.assertOneLineForTheDatabaseAndAtMostOneForTheQueue();
    }

    @Test
    void queryOfATerminatedSessionIsRepeated() throws Exception {
        try (ServerProcess patient = ServerProcess.patient(postgres.url(), directory);
                Connection other = postgres.connect();
                Statement statement = other.createStatement()) {
            Responses.assertListed(patient.list());
            other.setAutoCommit(false);
            statement.execute(LOCK);
            CompletableFuture<HttpResponse<String>> pending =
                    patient.listAtOnce(1).get(0);
            ServerProcess.await(() -> postgres.number(WAITING) == 1);

            postgres.endSessions();
            other.rollback();

            Responses.assertListed(ServerProcess.responseOf(pending));
            assertEquals(List.of(), patient.log());
        }
    }

    @Test
    void sessionsEndedForIdlenessDoNotAffectRequests() throws Exception {
        postgres.execute("alter role evs set idle_session_timeout = '200ms'");
        try {
            postgres.endSessions();
            for (int i = 0; i < 20; i++) {
                Responses.assertListed(server.list());
                ServerProcess.await(
                        () -> postgres.number("select count(*) from pg_stat_activity where usename = 'evs'") == 0);
            }
        } finally {
            postgres.execute("alter role evs reset idle_session_timeout");
        }
        assertEquals(List.of(), server.log());
    }

    @Test
    void missingTableIs503UntilItExists() throws Exception {
        postgres.execute("alter table volume_transfer rename to elsewhere");

        Responses.assertUnavailable(server.list());
        Responses.assertUnavailable(server.list());

        postgres.execute("alter table elsewhere rename to volume_transfer");
        Responses.assertListed(server.list());
        server.assertOneLine();
    }

    @Test
    void columnTypeChangedBetweenPreparedStatementsDoesNotAffectRequests() throws Exception {
        for (int i = 0; i < 10; i++) {
            Responses.assertListed(server.list());
        }
        postgres.execute("alter table volume_transfer alter volume_id type varchar(300)");

        for (int i = 0; i < 10; i++) {
            Responses.assertListed(server.list());
        }
        assertEquals(List.of(), server.log());
    }

    @Test
    void readOnlyDatabaseIsListed() throws Exception {
        postgres.execute("alter system set default_transaction_read_only = on", "select pg_reload_conf()");
        postgres.endSessions();
        try (ServerProcess another = ServerProcess.on(postgres.url(), directory)) {
            Responses.assertListed(server.list());
            Responses.assertListed(another.list());
            assertEquals(List.of(), another.log());
        } finally {
            postgres.execute(
                    "set default_transaction_read_only = off",
                    "alter system reset default_transaction_read_only",
                    "select pg_reload_conf()");
        }
    }

    /** The schema rejects such a row, but other tables and views may contain one. */
    @Test
    void invalidRowIs503AndOneLine() throws Exception {
        postgres.execute(
                "alter table volume_transfer drop constraint volume_transfer_ids",
                "insert into volume_transfer values ('p', 'id', '', 'n', now())");

        Responses.assertUnavailable(server.list());

        postgres.execute("delete from volume_transfer where id = 'id'");
        Responses.assertListed(server.list());
        server.assertOneLine();
    }
}
