package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.volumetransfers.adapter.http.toolkit.Await;
import org.volumetransfers.adapter.http.toolkit.CapturedLog;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.testkit.SampleTransfers;

/** Responses that last longer than the token of their request. */
class TokenExpiryTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    private final CapturedLog log = new CapturedLog();

    @AfterEach
    void close() {
        log.close();
    }

    private static Edge endless() throws IOException {
        return Edge.with(NumberedTransfers.endless())
                .verifiedBy(token -> CompletableFuture.completedFuture(new Caller(
                        SampleTransfers.FIRST_PROJECT,
                        Set.of("member"),
                        Instant.now().plus(SHORT))))
                .stallingAfter(Duration.ofMinutes(5))
                .limited(l -> l.withTimeouts(t -> t.withExpiryGrace(Duration.ofMillis(100))))
                .start();
    }

    @Test
    void aResponseThatIsBeingReadIsCutOff() throws Exception {
        try (Edge edge = endless();
                RawClient client = edge.client()) {
            client.send(Requests.list(""));
            assertThrows(SocketException.class, () -> {
                while (true) {
                    client.bytes(100_000);
                }
            });
        }
        assertIsLogged();
    }

    @Test
    void aResponseThatWaitsForItsReaderIsCutOff() throws Exception {
        try (Edge edge = endless();
                RawClient client = edge.clientWithSmallBuffer()) {
            client.send(Requests.list("")).bytes(1000);
            Await.until("the response is cut off", () -> isLogged());
            assertTrue(client.rest().reset());
        }
        assertIsLogged();
    }

    private boolean isLogged() {
        return log.all().stream().anyMatch(line -> line.contains("its token has expired"));
    }

    private void assertIsLogged() {
        assertTrue(isLogged(), () -> log.all().toString());
    }
}
