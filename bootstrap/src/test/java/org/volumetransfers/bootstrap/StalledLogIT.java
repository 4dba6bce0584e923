package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The built jar while the reader of its log has stalled. */
class StalledLogIT {

    /** Each logs a line of at least 100 bytes: together more than the 64 KiB of a pipe and the 1000 lines in memory. */
    private static final int REQUESTS = 2000;

    @Test
    void requestsAreAnsweredAndTheServerStopsCleanly() throws Exception {
        try (RunningJar jar = RunningJar.loggingIntoAFullPipe("--log-level=trace")) {
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(jar.url() + "/v2/" + Demo.PROJECT + "/os-volume-transfer"))
                    .header("X-Auth-Token", Demo.TOKEN.value())
                    .timeout(Duration.ofSeconds(30))
                    .build();
            for (int i = 0; i < REQUESTS; i++) {
                assertEquals(
                        200, client.send(request, BodyHandlers.discarding()).statusCode());
            }

            assertEquals(Program.SUCCESS, jar.terminate());
        }
    }
}
