package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The built jar while its log is read by a program that has stalled. */
class StalledLogIT {

    /** Each makes a line of more than 100 bytes at least: more than the 64 KiB of a pipe, and more than the queue. */
    private static final int REQUESTS = 2 * LogQueue.CAPACITY + 1000;

    @Test
    void requestsAreAnsweredAndTheEndIsOrderly() throws Exception {
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

            assertEquals(Main.ENDED_AS_ASKED, jar.terminate());
        }
    }
}
