package org.volumetransfers.bootstrap.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is sent to the database arrives nowhere, and nobody says so: a firewall that forgot, a cable that was pulled. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SilentNetworkIT {

    private final Path directory;

    SilentNetworkIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void everythingIs503WithinTheTimeoutsAndRecoversByItself() throws Exception {
        try (HarmedPostgres postgres = new HarmedPostgres(directory);
                SwallowingProxy proxy = new SwallowingProxy(postgres.port());
                FaultyServer server =
                        FaultyServer.on("jdbc:postgresql://127.0.0.1:" + proxy.port() + "/postgres", directory)) {
            postgres.execute("insert into volume_transfer values ('p', '" + Answers.ID + "', 'v', 'n', now())");
            Answers.assertListed(server.awaitRecovery());

            proxy.swallow(true);
            List<CompletableFuture<HttpResponse<String>>> all = server.listAtOnce(2 * FaultyServer.POOL);
            assertEquals(404, server.statusOfUnknownPath());
            for (CompletableFuture<HttpResponse<String>> pending : all) {
                Answers.assertUnavailable(FaultyServer.answer(pending));
            }

            proxy.swallow(false);
            Answers.assertListed(server.awaitRecovery());
            server.assertOneLineForTheDatabaseAndAtMostOneForTheQueue();
        }
    }
}
