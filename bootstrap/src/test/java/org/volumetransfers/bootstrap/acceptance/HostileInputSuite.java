package org.volumetransfers.bootstrap.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.volumetransfers.bootstrap.acceptance.Bodies.assertListing;
import static org.volumetransfers.bootstrap.acceptance.Bodies.assertOurs;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.bootstrap.acceptance.HostileRequests.Hostile;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.testkit.SampleTransfers;

/**
 * Ten thousand malformed requests, the same ones each time: none gets a fault of ours, a body that is not ours, or no end,
 * and the server goes on.
 */
@Timeout(600)
abstract class HostileInputSuite {

    private static final int REQUESTS = 10_000;
    private static final long SEED = 20240227;

    private final List<VolumeTransfer> transfers = SampleTransfers.plainRows(Served.P, 3);
    private Storage storage = new InMemoryStorage();

    abstract Storage newStorage();

    @BeforeEach
    void fill() {
        storage = newStorage();
        storage.add(transfers);
    }

    @AfterEach
    void end() {
        storage.close();
    }

    @Test
    void tenThousandMalformedRequestsGetAnswersOfOursAndHurtNobody() throws IOException {
        HostileRequests requests = new HostileRequests(new Random(SEED));
        int answered = 0;
        try (Served served = Served.from(storage, Served.Setup.with(PagingRule.DOCUMENTED))) {
            for (int i = 0; i < REQUESTS; i++) {
                Hostile hostile = requests.next();
                try {
                    answered += send(served, hostile);
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("request " + i + ", " + hostile, e);
                }
                if (i % 500 == 0) {
                    assertServes(served);
                }
            }
            assertServes(served);
        }
        // Most get an answer; those that are only half sent get none.
        assertEquals(true, answered > REQUESTS / 2, "answered: " + answered);
    }

    /** Sends and reads until the server closes or the requests sent have their answers. */
    private static int send(Served served, Hostile hostile) throws IOException {
        int answers = 0;
        try (Wire wire = served.connect()) {
            wire.send(hostile.latin1());
            wire.endSending();
            while (true) {
                // Which of several requests an answer belongs to cannot be told, so none of those is a HEAD.
                assertOurs(wire.read(hostile.isHead()), hostile.isHead());
                answers++;
            }
        } catch (EOFException | SocketException e) {
            // The server has closed, which it may do at any point but amid an answer.
            assertEquals(false, "amid a body".equals(e.getMessage()), hostile.toString());
            return answers;
        }
    }

    private void assertServes(Served served) throws IOException {
        try (Wire wire = served.connect()) {
            assertListing(
                    transfers,
                    Served.BASE,
                    wire.ask("GET /v2/P/os-volume-transfer HTTP/1.1\r\nHost: x\r\nX-Auth-Token: " + Served.GOOD
                            + "\r\n\r\n"));
        }
    }
}
