package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.service.AuthenticateCallerService;
import org.volumetransfers.application.service.ListVolumeTransfersService;
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.domain.TransferQuery;

/** Failures that the server reports to the program it is a part of. */
class UnforeseenFailureTest {

    private final CapturedLog log = new CapturedLog();
    private final List<Throwable> reported = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void memoryThatRunsOutInARequestIsReportedAndAnswered() throws Exception {
        OutOfMemoryError error = new OutOfMemoryError("as storage reads");
        TransferQuery failing = query -> {
            throw error;
        };
        try (TransferHttpServer server = start(failing);
                RawClient client = RawClient.to(server.address())) {
            AnswerRules.assertFault(
                    Fault.INTERNAL, client.send(Requests.list("")).answer());
        }
        assertEquals(List.of(error), reported);
    }

    @Test
    void failuresOfClientsAndDependenciesAreNotReported() throws Exception {
        try (TransferHttpServer server = start(NumberedTransfers.plain(3));
                RawClient client = RawClient.to(server.address())) {
            AnswerRules.assertFault(
                    Fault.NOT_FOUND, client.send(Requests.get("/nowhere")).answer());
            AnswerRules.assertListing(3, client.send(Requests.list("")).answer());
        }
        assertEquals(List.of(), reported);
    }

    @Test
    void aThreadThatDiesIsReportedAndLogged() {
        OutOfMemoryError error = new OutOfMemoryError("in the network layer");
        ThreadGroup threads = new ServerThreads(new FaultLog(reported::add));
        threads.uncaughtException(new Thread(threads, () -> {}, "I/O-1"), error);
        assertEquals(List.of(error), reported);
        assertTrue(
                log.lines().get(0).getMessage().contains("I/O-1"),
                () -> log.all().toString());
    }

    private TransferHttpServer start(TransferQuery query) throws Exception {
        return TransferHttpServer.start(
                HttpConfig.listeningOn("127.0.0.1", 0),
                new AuthenticateCallerService(new KnownTokens()),
                new ListVolumeTransfersService(query, PagingRule.DOCUMENTED),
                Runnable::run,
                reported::add);
    }
}
