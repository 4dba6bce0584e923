package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.http.RequestObserver.FinishedRequest;
import org.volumetransfers.adapter.http.toolkit.Await;
import org.volumetransfers.adapter.http.toolkit.CapturedLog;
import org.volumetransfers.adapter.http.toolkit.KnownTokens;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;
import org.volumetransfers.application.blocking.PageWorkers;
import org.volumetransfers.application.port.out.TransferPages;
import org.volumetransfers.application.service.BlockingTransferPages;
import org.volumetransfers.domain.AccessRule;
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
        try (EmbeddedEdge edge = serving(stored, place);
                RawClient client = edge.client()) {
            ResponseRules.assertListing(2, client.exchange(Requests.list("?limit=2")));
            ResponseRules.assertListing(NumberedTransfers.MANY, client.exchange(Requests.list("")));
            assertEquals(300, client.exchange(Requests.get("/")).status());
            assertFault(client, Fault.NOT_FOUND, Requests.get("/v2/firstproject/os-volume-transfer/"));
            assertFault(client, Fault.METHOD_NOT_ALLOWED, Requests.of("DELETE", Requests.LIST));
            assertFault(client, Fault.UNAUTHENTICATED, Requests.get(Requests.LIST));
            assertFault(client, Fault.INVALID_PROJECT, Requests.get("/v2/a%2Fb/os-volume-transfer", Requests.TOKEN));
            assertFault(client, Fault.MALFORMED_URL, Requests.list("?x=%ff"));
            assertFault(client, Fault.LIMIT_NOT_INTEGER, Requests.list("?limit=%D9%A1"));
            assertFault(client, Fault.OFFSET_NOT_POSITIVE, Requests.list("?offset=0"));
            assertFault(client, Fault.OFFSET_PAST_THE_END, Requests.list("?offset=999999"));
            assertEquals(
                    "<https://evs.example.com/v2/firstproject/os-volume-transfer?limit=2&marker=1a2b3c4d-0000-4000-8000-000000000003>; rel=\"next\"",
                    client.exchange(Requests.list("?limit=2&offset=2")).header("Link"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void responsesToHeadHaveNoBody(Place place) throws Exception {
        try (EmbeddedEdge edge = serving(stored, place);
                RawClient client = edge.client()) {
            String head = Requests.of("HEAD", Requests.LIST + "?limit=1", Requests.TOKEN);
            assertEquals(200, client.send(head).headResponse().status());
            String large = Requests.of("HEAD", Requests.LIST, Requests.TOKEN);
            assertEquals(200, client.send(large).headResponse().status());
            ResponseRules.assertListing(2, client.exchange(Requests.list("?limit=2")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void requestBodiesAreNeitherReadNorAwaited(Place place) throws Exception {
        String withBody = Requests.of("GET", Requests.LIST + "?limit=2", Requests.TOKEN, "Content-Length: 5");
        try (EmbeddedEdge edge = serving(stored, place)) {
            for (String body : new String[] {"12345", ""}) {
                try (RawClient client = edge.client()) {
                    ResponseRules.assertListing(2, client.exchange(withBody + body));
                    assertEquals("", client.rest().text());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFailureWithinAResponseCutsItOff(Place place) throws Exception {
        try (EmbeddedEdge edge = serving(FailingTransferQuery.afterPages(stored, 5), place);
                RawClient first = edge.client();
                RawClient second = edge.client()) {
            assertTrue(first.send(Requests.list("")).rest().reset());
            assertFault(second, Fault.STORAGE_UNAVAILABLE, Requests.list(""));
        }
    }

    @Test
    void theObserverSeesAllRequests() throws Exception {
        BlockingQueue<FinishedRequest> finished = new LinkedBlockingQueue<>();
        UseCases useCases = EmbeddedEdge.useCases(new KnownTokens(), workers(stored));
        try (EmbeddedEdge edge = EmbeddedEdge.of(new TransferRoutes(EmbeddedEdge.CONFIG, useCases, finished::add));
                RawClient client = edge.client()) {
            ResponseRules.assertListing(2, client.exchange(Requests.list("?limit=2")));
            assertFault(client, Fault.NOT_FOUND, Requests.get("/nowhere"));
            FinishedRequest listing = finished.poll(Await.BOUND.toSeconds(), TimeUnit.SECONDS);
            assertEquals("list", listing.operation());
            assertEquals(2, listing.rows());
            assertNull(listing.code());
            assertFalse(listing.aborted());
            FinishedRequest refused = finished.poll(Await.BOUND.toSeconds(), TimeUnit.SECONDS);
            assertEquals(Fault.NOT_FOUND.code(), refused.code());
        }
        assertTrue(finished.isEmpty());
    }

    @Test
    void aResponseOnAClosedConnectionIsNotLoggedAsAFault() throws Exception {
        Queue<CompletableFuture<Caller>> pending = new ConcurrentLinkedQueue<>();
        Queue<HttpServerExchange> exchanges = new ConcurrentLinkedQueue<>();
        UseCases useCases = EmbeddedEdge.useCases(
                token -> {
                    CompletableFuture<Caller> caller = new CompletableFuture<>();
                    pending.add(caller);
                    return caller;
                },
                workers(stored));
        TransferRoutes routes = new TransferRoutes(EmbeddedEdge.CONFIG, useCases);
        HttpHandler remembering = exchange -> {
            exchanges.add(exchange);
            routes.handleRequest(exchange);
        };
        try (CapturedLog log = new CapturedLog();
                EmbeddedEdge edge = EmbeddedEdge.of(remembering)) {
            closeWhileVerifying(edge, pending, exchanges).complete(KnownTokens.MEMBER);
            closeWhileVerifying(edge, pending, exchanges).completeExceptionally(new TokenRejectedException());
            Await.until(
                    "both are logged",
                    () -> log.all().stream()
                                    .filter(line -> line.contains("client cut off"))
                                    .count()
                            == 2);
            assertEquals(List.of(), log.lines(), () -> log.all().toString());
        }
    }

    /** Sends a request, and closes its connection in the server; returns the caller, who is not known yet. */
    private static CompletableFuture<Caller> closeWhileVerifying(
            EmbeddedEdge edge, Queue<CompletableFuture<Caller>> pending, Queue<HttpServerExchange> exchanges)
            throws IOException {
        try (RawClient client = edge.client().send(Requests.list(""))) {
            Await.until("the token is being verified", () -> !pending.isEmpty());
            HttpServerExchange exchange = exchanges.remove();
            exchange.getIoThread().execute(() -> IoUtils.safeClose(exchange.getConnection()));
            assertEquals("", client.rest().text());
        }
        return pending.remove();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/storage", "/a/b", "/with%20blank"})
    void aPathPrefixIsNotPartOfTheRoute(String prefix) throws Exception {
        String publicUrl = "https://evs.example.com" + prefix;
        UseCases useCases = EmbeddedEdge.useCases(new KnownTokens(), workers(stored));
        HttpHandler host = Handlers.path()
                .addPrefixPath(
                        URLDecoder.decode(prefix, StandardCharsets.UTF_8),
                        new TransferRoutes(EmbeddedEdge.CONFIG.withPublicUrl(publicUrl), useCases));
        try (EmbeddedEdge edge = EmbeddedEdge.of(host);
                RawClient client = edge.client()) {
            RawResponse page = client.exchange(Requests.get(prefix + Requests.LIST + "?limit=2", Requests.TOKEN));
            ResponseRules.assertListing(SampleTransfers.plainRows(SampleTransfers.FIRST_PROJECT, 2), publicUrl, page);
            String next = publicUrl + Requests.LIST + "?limit=2&marker=1a2b3c4d-0000-4000-8000-000000000001";
            assertEquals("<" + next + ">; rel=\"next\"", page.header("Link"));
            String absolute = "http://localhost" + prefix + Requests.LIST + "?limit=2";
            ResponseRules.assertListing(2, client.exchange(Requests.get(absolute, Requests.TOKEN)));
            for (String root : new String[] {prefix, prefix + "/"}) {
                RawResponse versions = client.exchange(Requests.get(root));
                assertEquals(300, versions.status());
                assertTrue(versions.text().contains(publicUrl + "/v3/"), versions::text);
            }
            String v3 = prefix + "/v3/firstproject/os-volume-transfer?limit=1";
            assertEquals("volume 3.0", client.exchange(Requests.get(v3)).header("OpenStack-API-Version"));
            assertFault(client, Fault.NOT_FOUND, Requests.get(prefix + prefix + Requests.LIST));
            String invalid = prefix + "/v2/a%2Fb/os-volume-transfer";
            assertFault(client, Fault.INVALID_PROJECT, Requests.get(invalid, Requests.TOKEN));
        }
    }

    @Test
    void accessRulesNamePathsWithoutThePrefix() throws Exception {
        AccessRule rule = new AccessRule("GET", Requests.LIST);
        Caller caller = new Caller(SampleTransfers.FIRST_PROJECT, Set.of("member"), null, Set.of(rule));
        UseCases useCases = EmbeddedEdge.useCases(token -> CompletableFuture.completedFuture(caller), workers(stored));
        HttpHandler host = Handlers.path().addPrefixPath("/volume", new TransferRoutes(EmbeddedEdge.CONFIG, useCases));
        try (EmbeddedEdge edge = EmbeddedEdge.of(host);
                RawClient client = edge.client()) {
            RawResponse page = client.exchange(Requests.get("/volume" + Requests.LIST, Requests.TOKEN));
            assertEquals(200, page.status());
        }
    }

    @Test
    void aPublicUrlIsRequired() {
        UseCases useCases = EmbeddedEdge.useCases(new KnownTokens(), workers(stored));
        HttpConfig without = EmbeddedEdge.CONFIG.withPublicUrl(null);
        assertThrows(InvalidConfigurationException.class, () -> new TransferRoutes(without, useCases));
    }

    private static void assertFault(RawClient client, Fault expected, String request) throws IOException {
        FaultRules.assertFault(expected, client.exchange(request));
    }

    private EmbeddedEdge serving(TransferQuery query, Place place) {
        TransferRoutes routes = EmbeddedEdge.routes(workers(query));
        return EmbeddedEdge.of(place == Place.WORKER ? new BlockingHandler(routes) : routes);
    }

    private TransferPages workers(TransferQuery query) {
        PageWorkers workers = BlockingTransferPages.onWorkers(query, new PageWorkers.Limits(2, 100, Await.BOUND));
        started.add(workers);
        return workers;
    }
}
