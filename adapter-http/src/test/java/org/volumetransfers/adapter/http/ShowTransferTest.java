package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.http.toolkit.CapturedLog;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.KnownTokens;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;
import org.volumetransfers.adapter.http.toolkit.StoredTransfers;
import org.volumetransfers.application.port.in.ShowVolumeTransfer;
import org.volumetransfers.application.service.AuthenticateCallerService;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.VolumeId;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.testkit.SampleTransfers;

/** Contract, sections 1 and 2. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShowTransferTest {

    private static final String ID = "cac5c677-73a9-4288-bb9c-b2ebfb547377";
    private static final String BASE = "https://evs.example.com";

    private final Edge edge;

    ShowTransferTest() throws IOException {
        VolumeTransfer named = new VolumeTransfer(
                SampleTransfers.FIRST_PROJECT,
                new TransferId("detail"),
                "its id is a path",
                new VolumeId("1"),
                Instant.EPOCH);
        edge = Edge.with(StoredTransfers.of(SampleTransfers.documented())
                        .and(SampleTransfers.nasty(SampleTransfers.FIRST_PROJECT))
                        .and(List.of(named)))
                .configured(c -> c.withPublicUrl(BASE))
                .start();
    }

    @AfterAll
    void close() {
        edge.close();
    }

    @ParameterizedTest
    @CsvSource({"/v2, /v2", "/v3, /v3", "'', /v2"})
    void aTransferIsShownWithTheTimeOfItsCreation(String version, String linked) throws IOException {
        RawResponse response = get(version + "/firstproject/os-volume-transfer/" + ID);
        assertEquals(200, response.status(), response::toString);
        ResponseRules.assertHeaders(response);
        assertNotNull(response.header("Content-Length"));
        assertEquals(RawResponse.tree("""
                        {"transfer":{"id":"%1$s","created_at":"2024-02-27T10:00:00.000000","name":"first volume transfer",
                        "volume_id":"894623a6-e901-4312-aa06-4275e6321cce","links":[
                        {"href":"https://evs.example.com%2$s/firstproject/os-volume-transfer/%1$s","rel":"self"},
                        {"href":"https://evs.example.com/firstproject/os-volume-transfer/%1$s","rel":"bookmark"}]}}
                        """.formatted(ID, linked)), response.json());
    }

    private RawResponse get(String target) throws IOException {
        return edge.send(Requests.get(target, Requests.TOKEN));
    }

    static Iterable<VolumeTransfer> nasty() {
        return SampleTransfers.nasty(SampleTransfers.FIRST_PROJECT);
    }

    @ParameterizedTest
    @MethodSource("nasty")
    void anyTransferIsFoundByTheSegmentOfItsLinks(VolumeTransfer transfer) throws IOException {
        RawResponse response = get(Requests.LIST + '/' + TransferLinks.segment(transfer.id()));
        assertEquals(200, response.status(), response::toString);
        assertEquals(transfer.id().value(), response.json().at("/transfer/id").textValue());
        assertEquals(transfer.name(), response.json().at("/transfer/name").textValue());
        String createdAt = response.json().at("/transfer/created_at").textValue();
        assertEquals(26, createdAt.length());
        assertEquals(transfer.createdAt(), Instant.parse(createdAt + "Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cac5c677-73a9-4288-bb9c-b2ebfb547378  | cac5c677-73a9-4288-bb9c-b2ebfb547378
            cac5c677-73a9-4288-bb9c-b2ebfb54737   | cac5c677-73a9-4288-bb9c-b2ebfb54737
            cac5c67773a94288bb9cb2ebfb547377      | cac5c67773a94288bb9cb2ebfb547377
            a%2Fb%22%5C                           | a/b"\\
            %C3%BC%F0%9F%92%BF                    | \u00fc\uD83D\uDCBF
            100%25s                               | 100%s
            a+b                                   | a+b
            Detail                                | Detail
            """)
    void anyOtherIdIsNotFound(String segment, String id) throws IOException {
        for (String version : new String[] {"/v2", "/v3", ""}) {
            FaultRules.assertFault(
                    Fault.TRANSFER_NOT_FOUND, get(version + "/firstproject/os-volume-transfer/" + segment), id);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%2D", "%F0%9F%92%BE"})
    void anIdHasAtMost255Characters(String character) throws IOException {
        assertEquals(404, get(Requests.LIST + '/' + character.repeat(255)).status());
        FaultRules.assertFault(Fault.NOT_FOUND, get(Requests.LIST + '/' + character.repeat(256)));
    }

    @Test
    void detailIsNoId() throws IOException {
        assertEquals(28, get(Requests.LIST + "/detail").json().get("transfers").size());
        FaultRules.assertFault(Fault.NOT_FOUND, get("/firstproject/os-volume-transfer/detail"));
    }

    @Test
    void queriesAreIgnoredIfTheyCanBeDecoded() throws IOException {
        assertEquals(
                200, get(Requests.LIST + '/' + ID + "?limit=0&offset=x&marker=").status());
        FaultRules.assertFault(Fault.MALFORMED_URL, get(Requests.LIST + '/' + ID + "?x=%ff"));
        FaultRules.assertFault(Fault.MALFORMED_URL, get(Requests.LIST + "/%ff"));
        FaultRules.assertFault(Fault.MALFORMED_URL, get(Requests.LIST + "/a%00"));
    }

    @Test
    void callersAreAuthenticated() throws IOException {
        String path = Requests.LIST + '/' + ID;
        FaultRules.assertFault(Fault.UNAUTHENTICATED, edge.send(Requests.get(path)));
        FaultRules.assertFault(Fault.UNAUTHENTICATED, as("unknown", path));
        FaultRules.assertFault(Fault.INVALID_PROJECT, as(KnownTokens.OF_ANOTHER_PROJECT, path));
        FaultRules.assertFault(Fault.NO_ROLES, as(KnownTokens.WITHOUT_ROLES, path));
        String other = "/v2/otherproject/os-volume-transfer/" + ID;
        FaultRules.assertFault(Fault.TRANSFER_NOT_FOUND, as(KnownTokens.OF_ANOTHER_PROJECT, other), ID);
    }

    private RawResponse as(String token, String target) throws IOException {
        return edge.send(Requests.get(target, "X-Auth-Token: " + token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2", "/v3", ""})
    void otherMethodsAreRow2(String version) throws IOException {
        for (String method : new String[] {"DELETE", "POST", "PUT"}) {
            String path = version + "/firstproject/os-volume-transfer/" + ID;
            FaultRules.assertFault(Fault.METHOD_NOT_ALLOWED, edge.send(Requests.of(method, path)));
        }
    }

    @Test
    void headHasNoBody() throws IOException {
        try (RawClient client = edge.client()) {
            RawResponse head = client.send(Requests.of("HEAD", Requests.LIST + '/' + ID, Requests.TOKEN))
                    .headResponse();
            assertEquals(200, head.status());
            RawResponse get = client.exchange(Requests.list('/' + ID));
            assertEquals(get.header("Content-Length"), head.header("Content-Length"));
        }
    }

    @Test
    void aTransferMayBeFoundLater() throws IOException {
        VolumeTransfer transfer = SampleTransfers.documented().get(0);
        ShowVolumeTransfer later = (project, id) -> CompletableFuture.supplyAsync(
                () -> transfer, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS));
        try (TransferHttpServer server = showing(later);
                RawClient client = RawClient.to(server.address())) {
            assertEquals(200, client.exchange(Requests.list('/' + ID)).status());
            FaultRules.assertFault(Fault.NOT_FOUND, client.exchange(Requests.list("")));
            FaultRules.assertFault(Fault.NOT_FOUND, client.exchange(Requests.list("/detail")));
        }
    }

    @Test
    void unavailableStorageIsRow14() throws IOException {
        ShowVolumeTransfer failing = (project, id) ->
                CompletableFuture.failedFuture(new BackendUnavailableException(Backend.STORAGE, "secret", null));
        ShowVolumeTransfer throwing = (project, id) -> {
            throw new IllegalStateException("secret");
        };
        try (CapturedLog log = new CapturedLog();
                TransferHttpServer unavailable = showing(failing);
                TransferHttpServer broken = showing(throwing);
                RawClient first = RawClient.to(unavailable.address());
                RawClient second = RawClient.to(broken.address())) {
            FaultRules.assertFault(Fault.STORAGE_UNAVAILABLE, first.exchange(Requests.list('/' + ID)));
            FaultRules.assertFault(Fault.INTERNAL, second.exchange(Requests.list('/' + ID)));
            log.assertKinds(2);
        }
    }

    private static TransferHttpServer showing(ShowVolumeTransfer show) throws IOException {
        UseCases useCases = UseCases.authenticatedBy(new AuthenticateCallerService(new KnownTokens()))
                .withShow(show);
        return TransferHttpServer.builder(HttpConfig.listeningOn("127.0.0.1", 0), useCases)
                .start();
    }
}
