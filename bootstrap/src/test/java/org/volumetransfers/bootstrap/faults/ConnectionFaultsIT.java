package org.volumetransfers.bootstrap.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.http.HttpResponse;
import java.nio.file.Path;
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

/** The database is shut down, crashes, hangs or refuses connections, and recovers. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ConnectionFaultsIT {

    private static final int MANY = 40;

    private static FaultyPostgres postgres;

    private final Path directory;
    private ServerProcess server;

    ConnectionFaultsIT(@TempDir Path directory) {
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
        postgres.start();
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
    void databaseThatIsShutDownIs503UntilItRuns() throws Exception {
        postgres.shutDown();

        for (CompletableFuture<HttpResponse<String>> pending : server.listAtOnce(MANY)) {
            Responses.assertUnavailable(ServerProcess.responseOf(pending));
        }
        server.assertOneLineForTheDatabaseAndAtMostOneForTheQueue();
        assertEquals(404, server.statusOfUnknownPath());
        server.awaitReadiness(503);

        postgres.start();
        Responses.assertListed(server.awaitRecovery());
        server.awaitReadiness(200);
    }

    @Test
    void databaseThatCrashesIs503UntilItHasRecovered() throws Exception {
        postgres.crash();

        Responses.assertUnavailable(server.list());

        postgres.start();
        Responses.assertListed(server.awaitRecovery());
        server.assertOneLine();
    }

    @Test
    void databaseThatHangsIs503WithinTheTimeouts() throws Exception {
        postgres.hang();
        try {
            List<CompletableFuture<HttpResponse<String>>> all = server.listAtOnce(MANY);
            assertEquals(404, server.statusOfUnknownPath());
            for (CompletableFuture<HttpResponse<String>> pending : all) {
                Responses.assertUnavailable(ServerProcess.responseOf(pending));
            }
            server.awaitReadiness(503);
        } finally {
            postgres.resume();
        }

        Responses.assertListed(server.awaitRecovery());
        server.assertOneLineForTheDatabaseAndAtMostOneForTheQueue();
    }

    @Test
    void idleSessionsThatAreTerminatedDoNotAffectRequests() throws Exception {
        for (int i = 0; i < 5; i++) {
            postgres.endSessions();
            for (CompletableFuture<HttpResponse<String>> pending : server.listAtOnce(MANY)) {
                Responses.assertListed(ServerProcess.responseOf(pending));
            }
        }
        assertEquals(List.of(), server.log());
    }

    @Test
    void changedPasswordIs503UntilItIsChangedBack() throws Exception {
        postgres.execute("alter role evs password 'another'");
        Responses.assertListed(server.list());
        postgres.endSessions();

        Responses.assertUnavailable(server.awaitFailure());

        postgres.execute("alter role evs password '" + FaultyPostgres.PASSWORD + "'");
        Responses.assertListed(server.awaitRecovery());
        assertFalse(server.log().toString().contains(FaultyPostgres.PASSWORD), server.log()::toString);
        server.assertOneLine();
    }

    @Test
    void databaseWithoutAFreeConnectionIs503UntilItHasOne() throws Exception {
        postgres.execute("alter role evs connection limit 0");
        postgres.endSessions();

        Responses.assertUnavailable(server.awaitFailure());

        postgres.execute("alter role evs connection limit -1");
        Responses.assertListed(server.awaitRecovery());
        server.assertOneLine();
    }

    @Test
    void restartUnderLoadGivesTheListingOr503() throws Exception {
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
            for (CompletableFuture<HttpResponse<String>> pending : server.listAtOnce(3 * ServerProcess.POOL)) {
                Responses.assertEither(ServerProcess.responseOf(pending));
            }
        }
        restarted.get(1, TimeUnit.MINUTES);
        Responses.assertListed(server.awaitRecovery());
        server.assertAtMostOneLineForTheDatabaseAndOneForTheQueue();
    }

    @Test
    void serverStartsOnADatabaseThatHangs() throws Exception {
        postgres.hang();
        // The login at startup times out; those after the recovery may be repeated.
        try (ServerProcess another = ServerProcess.on(postgres.url(), 4, directory)) {
            Responses.assertUnavailable(another.list());
            another.assertStartLineAndOneForTheDatabase();

            postgres.resume();
            Responses.assertListed(another.awaitRecovery());
        } finally {
            postgres.resume();
        }
    }

    @Test
    void serverStopsInTimeWhileItsDatabaseHangs() throws Exception {
        postgres.hang();
        try {
            server.listAtOnce(MANY);

            assertEquals(0, server.terminate());
        } finally {
            postgres.resume();
        }
    }
}
