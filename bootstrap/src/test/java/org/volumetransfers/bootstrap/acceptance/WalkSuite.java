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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.application.service.OffsetRule;
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.testkit.SampleTransfers;

/** A client that lists page after page while transfers are added at the end receives every transfer exactly once. */
@Timeout(600)
abstract class WalkSuite {

    private static final int TRANSFERS = 10_000;
    private static final int ADDED = 500;
    private static final int LIMIT = 97;

    abstract Storage newStorage();

    @ParameterizedTest
    @ValueSource(strings = {"/v2/P/os-volume-transfer", "/v2/P/os-volume-transfer/detail", "/v3/P/os-volume-transfer"})
    void walkByLinksReturnsEveryTransferOnce(String path) throws Exception {
        walkWhileOthersAdd(OffsetRule.DOCUMENTED, client -> {
            Set<String> received = new HashSet<>();
            @Nullable String target = path + "?limit=" + LIMIT;
            while (target != null) {
                RawResponse response = get(client, target);
                collect(response, received);
                target = nextOf(response);
            }
            return received;
        });
    }

    /** Walks as openstacksdk does; transfers that are accepted meanwhile, the marker included, change nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"/v2/P/os-volume-transfer", "/v3/P/os-volume-transfer/detail"})
    void walkByMarkerReturnsEveryRemainingTransferOnceWhileOthersAreAccepted(String path) throws Exception {
        List<VolumeTransfer> transfers = SampleTransfers.plainRows(AcceptanceSetup.P, TRANSFERS / 10);
        try (Storage storage = newStorage()) {
            storage.add(transfers);
            try (Edge server = AcceptanceSetup.serving(storage.pages()).start();
                    RawClient client = server.client()) {
                Set<String> received = new HashSet<>();
                String marker = "";
                for (int last = LIMIT - 1; ; last += LIMIT) {
                    RawResponse response = get(client, path + "?limit=" + LIMIT + marker);
                    if (collect(response, received) == 0) {
                        break;
                    }
                    VolumeTransfer end = transfers.get(Math.min(last, transfers.size() - 1));
                    marker = "&marker=" + end.id();
                    storage.remove(end);
                    storage.remove(transfers.get(Math.min(last - LIMIT / 2, transfers.size() - 1)));
                }
                assertAll(transfers, received);
            }
        }
    }

    @Test
    void walkByOffsetUntilAPageIsEmptyReturnsEveryTransferOnce() throws Exception {
        walkWhileOthersAdd(OffsetRule.LENIENT, client -> {
            Set<String> received = new HashSet<>();
            for (int offset = 0; ; offset += LIMIT) {
                if (collect(get(client, AcceptanceSetup.LIST + "?limit=" + LIMIT + "&offset=" + offset), received)
                        == 0) {
                    return received;
                }
            }
        });
    }

    private interface Walk {
        Set<String> over(RawClient client) throws IOException;
    }

    private void walkWhileOthersAdd(OffsetRule rule, Walk walk) throws Exception {
        ExecutorService others = Executors.newSingleThreadExecutor();
        try (Storage storage = newStorage()) {
            List<VolumeTransfer> transfers = SampleTransfers.plainRows(AcceptanceSetup.P, TRANSFERS);
            storage.add(transfers);
            try (Edge server = AcceptanceSetup.serving(storage.pages())
                            .pagedBy(new PagingRule(rule, null))
                            .start();
                    RawClient client = server.client()) {
                Future<?> adding = others.submit(() -> addAtTheEnd(storage));
                Set<String> received = walk.over(client);
                assertAll(transfers, received);
                adding.get();
            }
        } finally {
            others.shutdownNow();
        }
    }

    private static void addAtTheEnd(Storage storage) {
        for (int i = 0; i < ADDED; i++) {
            storage.add(List.of(SampleTransfers.plain(AcceptanceSetup.P, TRANSFERS + i)));
        }
    }

    private static void assertAll(List<VolumeTransfer> transfers, Set<String> received) {
        for (VolumeTransfer transfer : transfers) {
            assertTrue(received.contains(transfer.id().value()), "not received: " + transfer);
        }
    }

    private static RawResponse get(RawClient client, String target) throws IOException {
        RawResponse response =
                client.exchange(Requests.get(target, AcceptanceSetup.header(AcceptanceSetup.TOKEN_OF_P)));
        assertEquals(200, response.status(), response::text);
        return response;
    }

    /** Adds the ids of a page, and returns how many it has. */
    private static int collect(RawResponse response, Set<String> received) {
        JsonNode transfers = response.json().path("transfers");
        for (JsonNode transfer : transfers) {
            String id = transfer.path("id").asText();
            assertTrue(received.add(id), "received twice: " + id);
        }
        return transfers.size();
    }

    /** Returns the target of the next page, which the body and the header have to agree about. */
    private static @Nullable String nextOf(RawResponse response) {
        String link = response.header("Link");
        JsonNode next = response.json().path("transfers_links").path(0);
        if (link == null) {
            assertTrue(next.isMissingNode(), next::toString);
            return null;
        }
        String href = next.path("href").asText();
        assertEquals("<" + href + ">; rel=\"next\"", link);
        assertTrue(href.startsWith(AcceptanceSetup.PUBLIC_URL), href);
        return href.substring(AcceptanceSetup.PUBLIC_URL.length());
    }
}
