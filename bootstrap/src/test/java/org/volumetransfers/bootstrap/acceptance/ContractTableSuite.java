package org.volumetransfers.bootstrap.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.volumetransfers.bootstrap.acceptance.Bodies.assertListing;
import static org.volumetransfers.bootstrap.acceptance.Bodies.assertRefusal;
import static org.volumetransfers.bootstrap.acceptance.ContractRows.Rule.DOCUMENTED;
import static org.volumetransfers.bootstrap.acceptance.ContractRows.Rule.LENIENT;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.volumetransfers.application.service.OffsetRule;
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.bootstrap.acceptance.ContractRows.Expected;
import org.volumetransfers.bootstrap.acceptance.ContractRows.Row;
import org.volumetransfers.bootstrap.acceptance.Wire.Answer;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.testkit.SampleTransfers;

/** Walks {@link ContractRows}, every row against a real server, {@code GET} and {@code HEAD}, under both offset rules. */
@Timeout(600)
abstract class ContractTableSuite {

    private final List<VolumeTransfer> t = SampleTransfers.plainRows(Served.P, 3);
    private Storage storage = new InMemoryStorage();

    abstract Storage newStorage();

    @BeforeEach
    void fill() {
        storage = newStorage();
        storage.add(t);
        storage.add(SampleTransfers.plainRows(Served.Q, 5));
        // Two more of P that are pending no longer.
        List<VolumeTransfer> gone = List.of(SampleTransfers.plain(Served.P, 7), SampleTransfers.plain(Served.P, 8));
        storage.add(gone);
        gone.forEach(storage::remove);
    }

    @AfterEach
    void end() {
        storage.close();
    }

    @TestFactory
    Stream<DynamicTest> everyRowUnderTheDocumentedOffsetRule() {
        return rows(ContractRows.under(DOCUMENTED), new PagingRule(OffsetRule.DOCUMENTED, null));
    }

    @TestFactory
    Stream<DynamicTest> everyRowUnderTheLenientOffsetRule() {
        return rows(ContractRows.under(LENIENT), new PagingRule(OffsetRule.LENIENT, null));
    }

    @TestFactory
    Stream<DynamicTest> everyRowWithAMaximumPageSize() {
        return rows(ContractRows.withMaximumOfTwo(), new PagingRule(OffsetRule.DOCUMENTED, 2));
    }

    private Stream<DynamicTest> rows(List<Row> rows, PagingRule rule) {
        return rows.stream()
                .map(row -> dynamicTest(row.name(), () -> {
                    try (Served served =
                            Served.from(storage, Served.Setup.with(rule).badToken(row.badTokenAnswer()))) {
                        served.storageFails = row.storageFails();
                        served.queueIsFull = row.queueIsFull();
                        check(served, row);
                        if (row.method().equals("GET")) {
                            checkHead(served, row);
                        }
                    }
                }));
    }

    private void check(Served served, Row row) throws IOException {
        try (Wire wire = served.connect()) {
            Answer answer = wire.ask(row.head(row.method()));
            Expected expected = row.expected();
            if (expected.status() == 200) {
                List<VolumeTransfer> listed =
                        expected.transfers().stream().map(i -> t.get(i - 1)).toList();
                assertListing(listed, Served.BASE, answer);
                assertEquals(expected.link(), answer.header("Link"));
            } else {
                assertRefusal(expected.status(), expected.code(), expected.message(), answer);
            }
        }
    }

    /** The same without the body. */
    private static void checkHead(Served served, Row row) throws IOException {
        try (Wire wire = served.connect();
                Wire other = served.connect()) {
            Answer answer = wire.ask(row.head("GET"));
            Answer head = other.ask(row.head("HEAD"));
            Bodies.assertUsualHeaders(head);
            assertEquals(answer.status(), head.status());
            assertEquals(answer.header("Content-Length"), head.header("Content-Length"));
            assertEquals(answer.header("Link"), head.header("Link"));
        }
    }
}
