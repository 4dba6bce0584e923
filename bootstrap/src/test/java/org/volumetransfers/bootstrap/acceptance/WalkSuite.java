package org.volumetransfers.bootstrap.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.volumetransfers.application.service.OffsetRule;
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.bootstrap.acceptance.Wire.Answer;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.testkit.SampleTransfers;

/** Clients that walk from page to page while transfers are added at the end meet every transfer exactly once. */
@Timeout(600)
abstract class WalkSuite {

    private static final int TRANSFERS = 10_000;
    private static final int ADDED = 500;
    private static final int LIMIT = 97;
    private static final String LIST = "/v2/P/os-volume-transfer";

    abstract Storage newStorage();

    @Test
    void walkByLinksMeetsEveryTransferOnce() throws Exception {
        walkWhileOthersAdd(OffsetRule.DOCUMENTED, wire -> {
            Set<String> met = new HashSet<>();
            @Nullable String query = "?limit=" + LIMIT;
            while (query != null) {
                Answer answer = ask(wire, query);
                meet(answer, met);
                query = nextOf(answer);
            }
            return met;
        });
    }

    @Test
    void walkByLimitAndOffsetUntilAPageIsEmptyMeetsEveryTransferOnce() throws Exception {
        walkWhileOthersAdd(OffsetRule.LENIENT, wire -> {
            Set<String> met = new HashSet<>();
            for (int offset = 0; ; offset += LIMIT) {
                if (meet(ask(wire, "?limit=" + LIMIT + "&offset=" + offset), met) == 0) {
                    return met;
                }
            }
        });
    }

    private interface Walk {
        Set<String> over(Wire wire) throws IOException;
    }

    private void walkWhileOthersAdd(OffsetRule rule, Walk walk) throws Exception {
        ExecutorService others = Executors.newSingleThreadExecutor();
        try (Storage storage = newStorage()) {
            List<VolumeTransfer> transfers = SampleTransfers.plainRows(Served.P, TRANSFERS);
            storage.add(transfers);
            try (Served served = Served.from(storage, Served.Setup.with(new PagingRule(rule, null)));
                    Wire wire = served.connect()) {
                Future<?> adding = others.submit(() -> addAtTheEnd(storage));
                Set<String> met = walk.over(wire);
                assertAll(transfers, met);
                adding.get();
            }
        } finally {
            others.shutdownNow();
        }
    }

    private static void addAtTheEnd(Storage storage) {
        for (int i = 0; i < ADDED; i++) {
            storage.add(List.of(SampleTransfers.plain(Served.P, TRANSFERS + i)));
        }
    }

    private static void assertAll(List<VolumeTransfer> transfers, Set<String> met) {
        for (VolumeTransfer transfer : transfers) {
            assertTrue(met.contains(transfer.id().value()), "not met: " + transfer);
        }
    }

    private static Answer ask(Wire wire, String query) throws IOException {
        Answer answer =
                wire.ask("GET " + LIST + query + " HTTP/1.1\r\nHost: x\r\nX-Auth-Token: " + Served.GOOD + "\r\n\r\n");
        assertEquals(200, answer.status(), answer::body);
        return answer;
    }

    /** Notes whom an answer lists, and tells how many. */
    private static int meet(Answer answer, Set<String> met) {
        JsonNode transfers = Bodies.tree(answer).path("transfers");
        for (JsonNode transfer : transfers) {
            String id = transfer.path("id").asText();
            assertTrue(met.add(id), "met twice: " + id);
        }
        return transfers.size();
    }

    private static @Nullable String nextOf(Answer answer) {
        String link = answer.header("Link");
        if (link == null) {
            return null;
        }
        int query = link.indexOf('?');
        assertEquals("<" + Served.BASE + LIST, link.substring(0, query));
        return link.substring(query, link.indexOf('>'));
    }
}
