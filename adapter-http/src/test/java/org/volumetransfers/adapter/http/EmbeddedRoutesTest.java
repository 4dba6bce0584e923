package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.http.toolkit.Await;
import org.volumetransfers.adapter.http.toolkit.CapturedLog;
import org.volumetransfers.adapter.http.toolkit.KnownTokens;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;
import org.volumetransfers.application.blocking.PageWorkers;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.application.service.AuthenticateCallerService;
import org.volumetransfers.application.service.BlockingTransferPages;
import org.volumetransfers.application.service.ListVolumeTransfersService;
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.error.InvalidConfigurationException;
import org.volumetransfers.domain.error.TokenRejectedException;
import org.volumetransfers.testkit.FailingTransferQuery;
import org.volumetransfers.testkit.SampleTransfers;
import org.xnio.IoUtils;

/** {@link TransferRoutes} as a handler of a host's Undertow server. */
class EmbeddedRoutesTest {

    private final List<PageWorkers> started = new ArrayList<>();
    private final TransferQuery stored = NumberedTransfers.plain(NumberedTransfers.MANY);

    @AfterEach
    void close() {
        started.forEach(PageWorkers::close);
    }

    /** The thread on which the handler is called. */
    enum Place {
        IO_THREAD,
        WORKER
    }

    @ParameterizedTest
    @EnumSource
    void responsesAreTheSameAsThoseOfTheServer(Place place) throws Exception {
        serving(stored, place, address -> {
            try (RawClient client = RawClient.to(address)) {
                ResponseRules.assertListing(
                        2, client.send(Requests.list("?limit=2")).response());
                ResponseRules.assertListing(
                        NumberedTransfers.MANY, client.send(Requests.list("")).response());
                assertFault(client, Fault.NOT_FOUND, Requests.get("/"));
                assertFault(client, Fault.NOT_FOUND, Requests.get("/v2/firstproject/os-volume-transfer/"));
                assertFault(client, Fault.METHOD_NOT_ALLOWED, Requests.of("DELETE", Requests.LIST));
                assertFault(client, Fault.UNAUTHENTICATED, Requests.get(Requests.LIST));
                assertFault(
                        client, Fault.INVALID_PROJECT, Requests.get("/v2/a%2Fb/os-volume-transfer", Requests.TOKEN));
                assertFault(client, Fault.MALFORMED_URL, Requests.list("?x=%ff"));
                assertFault(client, Fault.LIMIT_NOT_INTEGER, Requests.list("?limit=%D9%A1"));
                assertFault(client, Fault.OFFSET_NOT_POSITIVE, Requests.list("?offset=0"));
                assertFault(client, Fault.OFFSET_PAST_THE_END, Requests.list("?offset=999999"));
                String page = client.send(Requests.list("?limit=2&offset=2"))
                        .response()
                        .header("Link");
                assertEquals(
                        "<https://evs.example.com/v2/firstproject/os-volume-transfer?limit=2&offset=4>; rel=\"next\"",
                        page);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void responsesToHeadHaveNoBody(Place place) throws Exception {
        serving(stored, place, address -> {
            try (RawClient client = RawClient.to(address)) {
                String head = Requests.of("HEAD", Requests.LIST + "?limit=1", Requests.TOKEN);
                assertEquals(200, client.send(head).headResponse().status());
                String large = Requests.of("HEAD", Requests.LIST, Requests.TOKEN);
                assertEquals(200, client.send(large).headResponse().status());
                ResponseRules.assertListing(
                        2, client.send(Requests.list("?limit=2")).response());
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void requestBodiesAreNeitherReadNorAwaited(Place place) throws Exception {
        serving(stored, place, address -> {
            String withBody = Requests.of("GET", Requests.LIST + "?limit=2", Requests.TOKEN, "Content-Length: 5");
            try (RawClient client = RawClient.to(address)) {
                ResponseRules.assertListing(2, client.send(withBody + "12345").response());
                assertEquals("", client.rest().text());
            }
            try (RawClient client = RawClient.to(address)) {
                ResponseRules.assertListing(2, client.send(withBody).response());
                assertEquals("", client.rest().text());
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void aFailureWithinAResponseCutsItOff(Place place) throws Exception {
        serving(FailingTransferQuery.afterPages(stored, 5), place, address -> {
            try (RawClient client = RawClient.to(address)) {
                assertTrue(client.send(Requests.list("")).rest().reset());
            }
            try (RawClient client = RawClient.to(address)) {
                assertFault(client, Fault.STORAGE_UNAVAILABLE, Requests.list(""));
            }
        });
    }

    @Test
    void aResponseOnAClosedConnectionIsNotLoggedAsAFault() throws Exception {
        Queue<CompletableFuture<Caller>> pending = new ConcurrentLinkedQueue<>();
        Queue<HttpServerExchange> exchanges = new ConcurrentLinkedQueue<>();
        TransferRoutes routes = routes(
                token -> {
                    CompletableFuture<Caller> caller = new CompletableFuture<>();
                    pending.add(caller);
                    return caller;
                },
                stored,
                "https://evs.example.com");
        HttpHandler remembering = exchange -> {
            exchanges.add(exchange);
            routes.handleRequest(exchange);
        };
        try (CapturedLog log = new CapturedLog()) {
            serving(remembering, address -> {
                for (int round = 0; round < 2; round++) {
                    try (RawClient client = RawClient.to(address)) {
                        client.send(Requests.list(""));
                        Await.until("the token is being verified", () -> !pending.isEmpty());
                        HttpServerExchange exchange = exchanges.remove();
                        exchange.getIoThread().execute(() -> IoUtils.safeClose(exchange.getConnection()));
                        assertEquals("", client.rest().text());
                    }
                    if (round == 0) {
                        pending.remove().complete(KnownTokens.MEMBER);
                    } else {
                        pending.remove().completeExceptionally(new TokenRejectedException());
                    }
                }
                Await.until(
                        "both are logged",
                        () -> log.all().stream()
                                        .filter(line -> line.contains("client cut off"))
                                        .count()
                                == 2);
            });
            assertEquals(List.of(), log.lines(), () -> log.all().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/storage", "/a/b", "/with%20blank"})
    void aPathPrefixIsNotPartOfTheRoute(String prefix) throws Exception {
        String publicUrl = "https://evs.example.com" + prefix;
        HttpHandler host = Handlers.path()
                .addPrefixPath(
                        URLDecoder.decode(prefix, StandardCharsets.UTF_8),
                        routes(new KnownTokens(), stored, publicUrl));
        serving(host, address -> {
            try (RawClient client = RawClient.to(address)) {
                RawResponse page = client.exchange(Requests.get(prefix + Requests.LIST + "?limit=2", Requests.TOKEN));
                ResponseRules.assertListing(
                        SampleTransfers.plainRows(SampleTransfers.FIRST_PROJECT, 2), publicUrl, page);
                assertEquals("<" + publicUrl + Requests.LIST + "?limit=2&offset=2>; rel=\"next\"", page.header("Link"));
                ResponseRules.assertListing(
                        2,
                        client.exchange(Requests.get(
                                "http://localhost" + prefix + Requests.LIST + "?limit=2", Requests.TOKEN)));
                assertFault(client, Fault.NOT_FOUND, Requests.get(prefix));
                assertFault(client, Fault.NOT_FOUND, Requests.get(prefix + prefix + Requests.LIST));
                assertFault(
                        client,
                        Fault.INVALID_PROJECT,
                        Requests.get(prefix + "/v2/a%2Fb/os-volume-transfer", Requests.TOKEN));
            }
        });
    }

    @Test
    void anInvalidPublicUrlIsRejected() {
        assertThrows(InvalidConfigurationException.class, () -> routes(new KnownTokens(), stored, "evs.example.com"));
    }

    private static void assertFault(RawClient client, Fault expected, String request) throws IOException {
        FaultRules.assertFault(expected, client.send(request).response());
    }

    private interface Use {
        void of(InetSocketAddress address) throws Exception;
    }

    private void serving(TransferQuery query, Place place, Use use) throws Exception {
        UnaryOperator<HttpHandler> placed = place == Place.WORKER ? BlockingHandler::new : UnaryOperator.identity();
        serving(placed.apply(routes(new KnownTokens(), query, "https://evs.example.com/")), use);
    }

    private static void serving(HttpHandler handler, Use use) throws Exception {
        Undertow undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(handler)
                .build();
        undertow.start();
        try {
            use.of((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress());
        } finally {
            undertow.stop();
        }
    }

    private PageWorkers workers(TransferQuery query) {
        PageWorkers workers = BlockingTransferPages.onWorkers(query, new PageWorkers.Limits(2, 100, Await.BOUND));
        started.add(workers);
        return workers;
    }

    private TransferRoutes routes(TokenVerifier verifier, TransferQuery query, String publicUrl) {
        return new TransferRoutes(
                HttpConfig.listeningOn("127.0.0.1", 0).withPublicUrl(publicUrl),
                UseCases.authenticatedBy(new AuthenticateCallerService(verifier))
                        .withList(new ListVolumeTransfersService(workers(query), PagingRule.DOCUMENTED)));
    }
}
