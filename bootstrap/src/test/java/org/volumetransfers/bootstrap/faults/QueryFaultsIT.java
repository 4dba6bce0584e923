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

/** The database is there, but a query fails or does not end. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class QueryFaultsIT {

    private static final String LOCK = "lock table volume_transfer in access exclusive mode";
    private static final String WAITING =
            "select count(*) from pg_stat_activity where usename = 'evs' and wait_event_type = 'Lock'";

    private static HarmedPostgres postgres;

    private final Path directory;
    private FaultyServer server;

    QueryFaultsIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    static void startDatabase(@TempDir Path directory) throws Exception {
        postgres = new HarmedPostgres(directory);
    }

    @AfterAll
    static void endDatabase() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void start() throws Exception {
        server = FaultyServer.on(postgres.url(), directory);
        postgres.execute(
                "truncate volume_transfer",
                "insert into volume_transfer values ('p', '" + Answers.ID + "', 'v', 'n', now())");
        Answers.assertListed(server.list());
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

            Answers.assertUnavailable(server.list());

            assertEquals(0, postgres.number(WAITING), "queries that nobody waits for any more");
            other.rollback();
        }
        Answers.assertListed(server.list());
        server.assertOneLine();
    }

    @Test
    void poolThatIsExhaustedDelaysOnlyThoseWhoNeedIt() throws Exception {
        try (Connection other = postgres.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(LOCK);
            List<CompletableFuture<HttpResponse<String>>> all = server.listAtOnce(5 * FaultyServer.POOL);

            assertEquals(404, server.statusOfUnknownPath());

            for (CompletableFuture<HttpResponse<String>> pending : all) {
                Answers.assertUnavailable(FaultyServer.answer(pending));
            }
            other.rollback();
        }
        Answers.assertListed(server.list());
        server.assertOneLineForTheDatabaseAndAtMostOneForTheQueue();
    }

    @Test
    void sessionThatIsEndedDuringItsQueryIsAskedAgain() throws Exception {
        try (FaultyServer patient = FaultyServer.patient(postgres.url(), directory);
                Connection other = postgres.connect();
                Statement statement = other.createStatement()) {
            Answers.assertListed(patient.list());
            other.setAutoCommit(false);
            statement.execute(LOCK);
            CompletableFuture<HttpResponse<String>> pending =
                    patient.listAtOnce(1).get(0);
            FaultyServer.await(() -> postgres.number(WAITING) == 1);

            postgres.endSessions();
            other.rollback();

            Answers.assertListed(FaultyServer.answer(pending));
            assertEquals(List.of(), patient.log());
        }
    }

    @Test
    void sessionsEndedForIdlenessDoNotAffectRequests() throws Exception {
        postgres.execute("alter role evs set idle_session_timeout = '200ms'");
        try {
            postgres.endSessions();
            for (int i = 0; i < 20; i++) {
                Answers.assertListed(server.list());
                FaultyServer.await(
                        () -> postgres.number("select count(*) from pg_stat_activity where usename = 'evs'") == 0);
            }
        } finally {
            postgres.execute("alter role evs reset idle_session_timeout");
        }
        assertEquals(List.of(), server.log());
    }

    @Test
    void tableThatIsMissingIs503UntilItIsThere() throws Exception {
        postgres.execute("alter table volume_transfer rename to elsewhere");

        Answers.assertUnavailable(server.list());
        Answers.assertUnavailable(server.list());

        postgres.execute("alter table elsewhere rename to volume_transfer");
        Answers.assertListed(server.list());
        server.assertOneLine();
    }

    @Test
    void columnThatChangesItsTypeAmidPreparedStatementsIsNoFault() throws Exception {
        for (int i = 0; i < 10; i++) {
            Answers.assertListed(server.list());
        }
        postgres.execute("alter table volume_transfer alter volume_id type varchar(300)");

        for (int i = 0; i < 10; i++) {
            Answers.assertListed(server.list());
        }
        assertEquals(List.of(), server.log());
    }

    @Test
    void databaseThatMayOnlyBeReadIsListed() throws Exception {
        postgres.execute("alter system set default_transaction_read_only = on", "select pg_reload_conf()");
        postgres.endSessions();
        try (FaultyServer another = FaultyServer.on(postgres.url(), directory)) {
            Answers.assertListed(server.list());
            Answers.assertListed(another.list());
            assertEquals(List.of(), another.log());
        } finally {
            postgres.execute(
                    "set default_transaction_read_only = off",
                    "alter system reset default_transaction_read_only",
                    "select pg_reload_conf()");
        }
    }

    /** Our own schema does not take such a row, but other tables and views may hold one. */
    @Test
    void rowThatIsNoTransferIs503AndOneLine() throws Exception {
        postgres.execute(
                "alter table volume_transfer drop constraint volume_transfer_ids",
                "insert into volume_transfer values ('p', 'id', '', 'n', now())");

        Answers.assertUnavailable(server.list());

        postgres.execute("delete from volume_transfer where id = 'id'");
        Answers.assertListed(server.list());
        server.assertOneLine();
    }
}
