package org.volumetransfers.adapter.http;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.volumetransfers.adapter.http.toolkit.CapturedLog;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.KnownTokens;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;
import org.volumetransfers.application.service.BlockingTransferPages;

/** An observer that throws has no effect on responses, and is logged. */
class ThrowingObserverTest {

    private final NumberedTransfers stored = NumberedTransfers.plain(NumberedTransfers.MANY);
    private final RequestObserver broken = request -> {
        throw new IllegalStateException("broken on purpose");
    };

    @Test
    void ofAServerHasNoEffect() throws IOException {
        try (CapturedLog log = new CapturedLog();
                Edge edge = Edge.with(stored).observedBy(broken).start();
                RawClient client = edge.client()) {
            for (int i = 0; i < 3; i++) {
                ResponseRules.assertListing(2, client.exchange(Requests.list("?limit=2")));
                FaultRules.assertFault(Fault.NOT_FOUND, client.exchange(Requests.get("/nowhere")));
            }
            ResponseRules.assertListing(NumberedTransfers.MANY, client.exchange(Requests.list("")));
            FaultRules.assertFault(Fault.MALFORMED_URL, client.exchange("NONSENSE\r\n\r\n"));
            log.assertKinds(1);
        }
    }

    @Test
    void ofAnEmbeddedHandlerHasNoEffect() throws Exception {
        UseCases useCases = EmbeddedEdge.useCases(new KnownTokens(), BlockingTransferPages.direct(stored));
        try (CapturedLog log = new CapturedLog();
                EmbeddedEdge edge = EmbeddedEdge.of(new TransferRoutes(EmbeddedEdge.CONFIG, useCases, broken));
                RawClient client = edge.client()) {
            for (int i = 0; i < 3; i++) {
                ResponseRules.assertListing(2, client.exchange(Requests.list("?limit=2")));
            }
            log.assertKinds(1);
        }
    }
}
