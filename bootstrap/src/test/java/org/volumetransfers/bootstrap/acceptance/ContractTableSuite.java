package org.volumetransfers.bootstrap.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.volumetransfers.adapter.http.toolkit.ResponseRules.assertHeaders;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.volumetransfers.adapter.http.BadTokenAnswer;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.application.service.OffsetRule;
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.bootstrap.acceptance.ContractRow.Expected;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.testkit.SampleTransfers;

/** Runs {@link ContractRows} with {@code GET} and {@code HEAD}, under both offset rules, on one server per configuration. */
@Timeout(600)
abstract class ContractTableSuite {

    private final Map<BadTokenAnswer, Edge> servers = new HashMap<>();
    private Storage storage;
    private FailingPages pages;

    abstract Storage newStorage();

    /** Whether a row is run on this storage. */
    boolean includes(ContractRow row) {
        return true;
    }

    @BeforeEach
    void fill() {
        storage = newStorage();
        pages = new FailingPages(storage.pages(), storage.pending());
        storage.add(ContractRow.TRANSFERS);
        storage.add(SampleTransfers.plainRows(AcceptanceSetup.Q, 5));
        List<VolumeTransfer> noLongerPending =
                List.of(SampleTransfers.plain(AcceptanceSetup.P, 7), SampleTransfers.plain(AcceptanceSetup.P, 8));
        storage.add(noLongerPending);
        noLongerPending.forEach(storage::remove);
    }

    @AfterEach
    void close() {
        servers.values().forEach(Edge::close);
        storage.close();
    }

    @TestFactory
    Stream<DynamicTest> everyRowUnderTheDocumentedOffsetRule() throws IOException {
        return rows(ContractRows.under(OffsetRule.DOCUMENTED), new PagingRule(OffsetRule.DOCUMENTED, null));
    }

    @TestFactory
    Stream<DynamicTest> everyRowUnderTheLenientOffsetRule() throws IOException {
        return rows(ContractRows.under(OffsetRule.LENIENT), new PagingRule(OffsetRule.LENIENT, null));
    }

    @TestFactory
    Stream<DynamicTest> everyRowWithAMaximumPageSize() throws IOException {
        return rows(ContractRows.withMaximumOfTwo(), new PagingRule(OffsetRule.DOCUMENTED, 2));
    }

    private Stream<DynamicTest> rows(List<ContractRow> rows, PagingRule rule) throws IOException {
        for (BadTokenAnswer answer : List.of(BadTokenAnswer.UNAUTHORIZED_401, BadTokenAnswer.BAD_REQUEST_400)) {
            Edge.Setup setup =
                    AcceptanceSetup.serving(pages).showing(pages.pending()).pagedBy(rule);
            servers.put(
                    answer, setup.configured(c -> c.withBadTokenAnswer(answer)).start());
        }
        return rows.stream().filter(this::includes).map(row -> dynamicTest(row.name(), () -> check(row)));
    }

    private void check(ContractRow row) throws IOException {
        Edge server = Objects.requireNonNull(servers.get(row.badTokenAnswer()));
        pages.become(row.storage());
        RawResponse response = server.send(row.request(row.method()));
        Expected expected = row.expected();
        assertEquals(expected.status(), response.status(), response::toString);
        assertHeaders(response);
        assertEquals(expected.body(), response.json());
        assertEquals(
                expected.next() == null ? null : "<" + expected.next() + ">; rel=\"next\"", response.header("Link"));
        assertEquals(expected.version(), response.header("OpenStack-API-Version"));
        if (row.method().equals("GET")) {
            assertSameHead(response, server.send(row.request("HEAD")));
        }
    }

    private static void assertSameHead(RawResponse response, RawResponse head) {
        assertHeaders(head);
        assertEquals(response.status(), head.status());
        assertEquals(response.header("Content-Length"), head.header("Content-Length"));
        assertEquals(response.header("Link"), head.header("Link"));
        assertEquals(response.header("OpenStack-API-Version"), head.header("OpenStack-API-Version"));
    }
}
