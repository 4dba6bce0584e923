package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.KnownTokens;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;
import org.volumetransfers.application.service.OffsetRule;
import org.volumetransfers.application.service.PagingRule;

/** What differs between the versions of the API. Contract, section 6. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiVersionTest {

    private static final String V3 = "/v3/firstproject/os-volume-transfer";
    private static final String ID = "1a2b3c4d-0000-4000-8000-000000000001";
    private static final String HEADER = "OpenStack-API-Version";

    private final Edge edge;

    ApiVersionTest() throws IOException {
        edge = Edge.with(NumberedTransfers.plain(300))
                .pagedBy(PagingRule.DOCUMENTED, new PagingRule(OffsetRule.LENIENT, null))
                .start();
    }

    @AfterAll
    void close() {
        edge.close();
    }

    private RawResponse asking(String version, String path, String token) throws IOException {
        return edge.send(Requests.get(path, "X-Auth-Token: " + token, HEADER + ": " + version));
    }

    private RawResponse asking(String version, String path) throws IOException {
        return asking(version, path, KnownTokens.VALID);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            volume 3.0                           | 3.0
            volume 3.1                           | 3.1
            volume 3.49                          | 3.49
            volume 3.50                          | 3.50
            volume latest                        | 3.50
            'volume \t 3.7 '                     | 3.7
            ''                                   | 3.0
            ' , ,'                               | 3.0
            compute 2.90                         | 3.0
            compute latest, identity x           | 3.0
            volumes 9.9                          | 3.0
            Volume 9.9                           | 3.0
            3.9                                  | 3.0
            'compute 2.90,volume 3.5'            | 3.5
            'volume 3.5, volume 3.6, volume x'   | 3.5
            """)
    void aSupportedVersionIsEchoed(String requested, String version) throws IOException {
        for (String path : List.of(V3 + "?limit=2", V3 + "/detail?limit=2", V3)) {
            RawResponse response = asking(requested, path);
            ResponseRules.assertListing(path.equals(V3) ? 300 : 2, response);
            assertEquals("volume " + version, response.header(HEADER));
        }
        assertEquals("volume " + version, asking(requested, V3 + '/' + ID).header(HEADER));
    }

    @Test
    void withoutTheHeaderTheLowestVersionApplies() throws IOException {
        RawResponse response = edge.send(Requests.get(V3, Requests.TOKEN));
        ResponseRules.assertListing(300, response);
        assertEquals("volume 3.0", response.header(HEADER));
    }

    @Test
    void aRepeatedHeaderIsOneList() throws IOException {
        assertEquals(
                "volume 3.4",
                asking("compute 2.1\r\n" + HEADER + ": volume 3.4", V3).header(HEADER));
        assertEquals(
                "volume 3.5",
                asking("volume 3.5\r\n" + HEADER + ": volume 3.4", V3).header(HEADER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.51", "3.100", "3.99999999999999999999", "2.0", "2.99", "4.0", "30.0", "99999999999.0"})
    void otherVersionsAreNotSupported(String version) throws IOException {
        for (String path : List.of(V3 + "?limit=0", V3 + "/detail", V3 + '/' + ID)) {
            RawResponse response = asking("volume " + version, path);
            FaultRules.assertFault(Fault.VERSION_NOT_SUPPORTED, response, version);
            assertEquals("volume 3.0", response.header(HEADER));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "",
                "3",
                "3.",
                ".3",
                "3.01",
                "03.1",
                "0.0",
                "3.0.0",
                "-3.1",
                "+3.1",
                "3.x",
                "3.1 3.2",
                "Latest",
                "latest 3.1",
                "\"3.1\\",
                "\u00fc"
            })
    void anythingElseIsMalformed(String version) throws IOException {
        RawResponse response = asking("volume " + version, V3 + "?limit=0");
        FaultRules.assertFault(Fault.VERSION_MALFORMED, response, version);
        assertEquals("volume 3.0", response.header(HEADER));
    }

    @Test
    void aLongVersionIsCutInTheResponse() throws IOException {
        FaultRules.assertFault(Fault.VERSION_MALFORMED, asking("volume " + "x".repeat(50_000), V3), "x".repeat(64));
        FaultRules.assertFault(
                Fault.VERSION_NOT_SUPPORTED, asking("volume 3." + "1".repeat(50_000), V3), "3." + "1".repeat(62));
    }

    @ParameterizedTest
    @ValueSource(strings = {"volume 3.99", "volume x"})
    void theVersionIsCheckedAfterTheRolesAndBeforeParameters(String version) throws IOException {
        assertEarlier(Fault.UNAUTHENTICATED, asking(version, V3, "unknown"));
        assertEarlier(Fault.INVALID_PROJECT, asking(version, V3, KnownTokens.OF_ANOTHER_PROJECT));
        assertEarlier(Fault.NO_ROLES, asking(version, V3, KnownTokens.WITHOUT_ROLES));
        assertEarlier(Fault.NOT_FOUND, asking(version, "/v3/firstproject"));
        assertEarlier(Fault.MALFORMED_URL, asking(version, V3 + "?x=%ff"));
        assertEquals(
                "volume 3.0",
                edge.send(Requests.of("PUT", V3, HEADER + ": " + version)).header(HEADER));
        RawResponse response = asking(version, V3 + "?limit=0");
        assertEquals(version.equals("volume x") ? 400 : 406, response.status(), response::toString);
    }

    private static void assertEarlier(Fault expected, RawResponse response) {
        FaultRules.assertFault(expected, response);
        assertEquals("volume 3.0", response.header(HEADER));
    }

    @Test
    void laterErrorsCarryTheVersionInForce() throws IOException {
        RawResponse response = asking("volume 3.7", V3 + "?limit=0");
        FaultRules.assertFault(Fault.LIMIT_NOT_POSITIVE, response);
        assertEquals("volume 3.7", response.header(HEADER));
        response = asking("volume 3.7", V3 + "/unknown");
        FaultRules.assertFault(Fault.TRANSFER_NOT_FOUND, response, "unknown");
        assertEquals("volume 3.7", response.header(HEADER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%763/firstproject/os-volume-transfer", "http://localhost" + V3})
    void otherFormsOfThePathHaveTheSameVersion(String target) throws IOException {
        assertEquals("volume 3.9", asking("volume 3.9", target).header(HEADER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/firstproject/os-volume-transfer",
                "/v2/firstproject/os-volume-transfer/detail",
                "/v2/firstproject/os-volume-transfer/" + ID,
                "/firstproject/os-volume-transfer/" + ID
            })
    void theHeaderIsIgnoredOnOtherPaths(String path) throws IOException {
        RawResponse response = asking("volume 3.99", path);
        assertEquals(200, response.status());
        ResponseRules.assertHeaders(response);
        assertNull(response.header(HEADER));
    }

    @Test
    void responsesOfTheParserHaveNoVersion() throws IOException {
        try (RawClient client = edge.client()) {
            RawResponse response = client.exchange(Requests.get(V3 + "/%", HEADER + ": volume 3.1"));
            FaultRules.assertFault(Fault.MALFORMED_URL, response);
        }
    }

    @Test
    void eachVersionHasItsOffsetRule() throws IOException {
        for (String path : List.of("", "/detail")) {
            FaultRules.assertFault(Fault.OFFSET_NOT_POSITIVE, edge.send(Requests.list(path + "?offset=0")));
            FaultRules.assertFault(Fault.OFFSET_PAST_THE_END, edge.send(Requests.list(path + "?offset=300")));
            ResponseRules.assertListing(300, edge.send(Requests.get(V3 + path + "?offset=0", Requests.TOKEN)));
            ResponseRules.assertListing(0, edge.send(Requests.get(V3 + path + "?offset=300", Requests.TOKEN)));
        }
    }
}
