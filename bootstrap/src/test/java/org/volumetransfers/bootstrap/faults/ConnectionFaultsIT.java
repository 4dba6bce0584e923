package org.volumetransfers.bootstrap.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The database goes away, or stops, and comes back. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ConnectionFaultsIT {

    private static final int MANY = 40;

    private final Path directory;
    private HarmedPostgres postgres;
    private FaultyServer server;

    ConnectionFaultsIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void start() throws Exception {
        postgres = new HarmedPostgres(directory);
        server = FaultyServer.on(postgres.url(), directory);
        postgres.execute("insert into volume_transfer values ('p', '" + Answers.ID + "', 'v', 'n', now())");
        Answers.assertListed(server.list());
    }

    @AfterEach
    void end() throws Exception {
        server.close();
        postgres.close();
    }

    @Test
    void databaseThatWasShutDownIs503UntilItIsBack() throws Exception {
        postgres.shutDown();

        for (CompletableFuture<HttpResponse<String>> pending : server.listAtOnce(MANY)) {
            Answers.assertUnavailable(FaultyServer.answer(pending));
        }
        server.assertOneLineForTheDatabaseAndAtMostOneForTheQueue();
        assertEquals(404, server.statusOfUnknownPath());

        postgres.start();
        Answers.assertListed(server.awaitRecovery());
    }

    @Test
    void databaseThatCrashedIs503UntilItHasRecovered() throws Exception {
        postgres.crash();

        Answers.assertUnavailable(server.list());

        postgres.start();
        Answers.assertListed(server.awaitRecovery());
        server.assertOneLine();
    }

    @Test
    void databaseThatHangsIs503WithinTheTimeouts() throws Exception {
        postgres.hang();
        try {
            List<CompletableFuture<HttpResponse<String>>> all = server.listAtOnce(MANY);
            assertEquals(404, server.statusOfUnknownPath());
            for (CompletableFuture<HttpResponse<String>> pending : all) {
                Answers.assertUnavailable(FaultyServer.answer(pending));
            }
        } finally {
            postgres.goOn();
        }

        Answers.assertListed(server.awaitRecovery());
        server.assertOneLineForTheDatabaseAndAtMostOneForTheQueue();
    }

    @Test
    void sessionsThatWereEndedWhileIdleAreNoticedByNobody() throws Exception {
        for (int i = 0; i < 5; i++) {
            postgres.endSessions();
            for (CompletableFuture<HttpResponse<String>> pending : server.listAtOnce(MANY)) {
                Answers.assertListed(FaultyServer.answer(pending));
            }
        }
        assertEquals(List.of(), server.log());
    }

    @Test
    void changedPasswordIs503UntilItIsChangedBack() throws Exception {
        postgres.execute("alter role evs password 'another'");
        Answers.assertListed(server.list());
        postgres.endSessions();

        Answers.assertUnavailable(server.awaitFailure());

        postgres.execute("alter role evs password '" + HarmedPostgres.PASSWORD + "'");
        Answers.assertListed(server.awaitRecovery());
        assertFalse(server.log().toString().contains(HarmedPostgres.PASSWORD), server.log()::toString);
        server.assertOneLine();
    }

    @Test
    void databaseWithoutAFreeConnectionIs503UntilItHasOne() throws Exception {
        postgres.execute("alter role evs connection limit 0");
        postgres.endSessions();

        Answers.assertUnavailable(server.awaitFailure());

        postgres.execute("alter role evs connection limit -1");
        Answers.assertListed(server.awaitRecovery());
        server.assertOneLine();
    }

    @Test
    void restartUnderLoadGivesTheListOr503AndNothingElse() throws Exception {
        CompletableFuture<Void> restarted = CompletableFuture.runAsync(() -> {
            try {
                postgres.shutDown();
                postgres.start();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        boolean again = true;
        while (again) {
            again = !restarted.isDone();
            for (CompletableFuture<HttpResponse<String>> pending : server.listAtOnce(POOLFULS)) {
                Answers.assertEither(FaultyServer.answer(pending));
            }
        }
        restarted.get(1, TimeUnit.MINUTES);
        Answers.assertListed(server.awaitRecovery());
        server.assertAtMostOneLineForTheDatabaseAndOneForTheQueue();
    }

    private static final int POOLFULS = 3 * FaultyServer.POOL;

    @Test
    void serverStartsOnADatabaseThatHangs() throws Exception {
        postgres.hang();
        try (FaultyServer another = FaultyServer.on(postgres.url(), directory)) {
            Answers.assertUnavailable(another.list());
            another.assertStartLineAndOneForTheDatabase();

            postgres.goOn();
            Answers.assertListed(another.awaitRecovery());
        } finally {
            postgres.goOn();
        }
    }

    @Test
    void serverThatIsEndedWhileItsDatabaseHangsEndsInTime() throws Exception {
        postgres.hang();
        try {
            server.listAtOnce(MANY);

            assertEquals(0, server.terminate());
        } finally {
            postgres.goOn();
        }
    }
}
