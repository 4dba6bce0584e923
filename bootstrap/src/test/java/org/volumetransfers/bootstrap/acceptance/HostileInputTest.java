package org.volumetransfers.bootstrap.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.adapter.http.toolkit.ResponseRules.assertListing;
import static org.volumetransfers.adapter.http.toolkit.ResponseRules.assertPermitted;

import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.bootstrap.acceptance.HostileRequests.Hostile;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.testkit.SampleTransfers;

/** Thousands of malformed requests, the same in each run. Takes several seconds, since some failures were rare. */
@Timeout(600)
class HostileInputTest {

    private static final int REQUESTS = AcceptanceSetup.amount(3_000, 10_000);
    private static final long SEED = 20240227;

    private final List<VolumeTransfer> transfers = SampleTransfers.plainRows(AcceptanceSetup.P, 3);

    @Test
    void malformedRequestsGetPermittedResponsesAndAffectNoOthers() throws IOException {
        InMemoryStorage storage = new InMemoryStorage();
        storage.add(transfers);
        HostileRequests requests = new HostileRequests(new Random(SEED));
        int responses = 0;
        try (Edge server = AcceptanceSetup.serving(storage.pages())
                .showing(storage.pending())
                .start()) {
            for (int i = 0; i < REQUESTS; i++) {
                Hostile hostile = requests.next();
                try {
                    responses += send(server, hostile);
                } catch (AssertionError | RuntimeException | IOException e) {
                    throw new AssertionError("request " + i + ", " + hostile, e);
                }
                if (i % 500 == 0) {
                    assertServes(server);
                }
            }
            assertServes(server);
        }
        // Incomplete requests get no response.
        assertTrue(responses > REQUESTS / 2, "responses: " + responses);
    }

    /** Sends, and reads responses until the server closes the connection, which it must not do within a response. */
    private static int send(Edge server, Hostile hostile) throws IOException {
        int responses = 0;
        try (RawClient client = server.client()) {
            client.send(hostile.latin1());
            client.endSending();
            for (; !client.hasEnded(); responses++) {
                // Responses to pipelined requests cannot be matched to them, so none of those is a HEAD.
                assertPermitted(hostile.isHead() ? client.headResponse() : client.response(), hostile.isHead());
            }
        } catch (SocketException reset) {
            // The server may refuse to read the rest; a reset then discards what the client has not read yet.
            return responses;
        }
        return responses;
    }

    private void assertServes(Edge server) throws IOException {
        String request = Requests.get(AcceptanceSetup.LIST, AcceptanceSetup.header(AcceptanceSetup.TOKEN_OF_P));
        assertListing(transfers, AcceptanceSetup.PUBLIC_URL, server.send(request));
    }
}
