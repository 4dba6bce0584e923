package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.volumetransfers.adapter.http.toolkit.CapturedLog;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;
import org.volumetransfers.domain.TransferQuery;

/** Failures that the server reports to its embedder. */
class UnforeseenFailureTest {

    private final CapturedLog log = new CapturedLog();
    private final List<Throwable> reported = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void anOutOfMemoryErrorIsReportedAndAnswered() throws Exception {
        OutOfMemoryError error = new OutOfMemoryError("in storage");
        TransferQuery failing = query -> {
            throw error;
        };
        try (Edge edge = start(failing);
                RawClient client = edge.client()) {
            FaultRules.assertFault(
                    Fault.INTERNAL, client.send(Requests.list("")).response());
        }
        assertEquals(List.of(error), reported);
    }

    @Test
    void failuresOfClientsAndDependenciesAreNotReported() throws Exception {
        try (Edge edge = start(NumberedTransfers.plain(3));
                RawClient client = edge.client()) {
            FaultRules.assertFault(
                    Fault.NOT_FOUND, client.send(Requests.get("/nowhere")).response());
            ResponseRules.assertListing(3, client.send(Requests.list("")).response());
        }
        assertEquals(List.of(), reported);
    }

    private Edge start(TransferQuery query) throws Exception {
        return Edge.with(query).onUnforeseen(reported::add).start();
    }
}
