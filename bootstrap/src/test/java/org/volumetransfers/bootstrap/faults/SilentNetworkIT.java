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

/** The network to the database drops everything silently, like a firewall that forgot a connection or an unplugged cable. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SilentNetworkIT {

    private final Path directory;

    SilentNetworkIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void silentNetworkIs503WithinTheTimeoutsUntilItRecovers() throws Exception {
        try (FaultyPostgres postgres = new FaultyPostgres(directory);
                SilentProxy proxy = new SilentProxy(postgres.port());
                ServerProcess server =
                        ServerProcess.on("jdbc:postgresql://127.0.0.1:" + proxy.port() + "/postgres", directory)) {
            postgres.execute("insert into volume_transfer values ('p', '" + Responses.ID + "', 'v', 'n', now())");
            Responses.assertListed(server.awaitRecovery());

            proxy.discard(true);
            List<CompletableFuture<HttpResponse<String>>> all = server.listAtOnce(2 * ServerProcess.POOL);
            assertEquals(404, server.statusOfUnknownPath());
            for (CompletableFuture<HttpResponse<String>> pending : all) {
                Responses.assertUnavailable(ServerProcess.responseOf(pending));
            }

            proxy.discard(false);
            Responses.assertListed(server.awaitRecovery());
            server.assertOneLineForTheDatabaseAndAtMostOneForTheQueue();
        }
    }
}
