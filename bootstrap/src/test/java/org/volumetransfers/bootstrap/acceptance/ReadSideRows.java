package org.volumetransfers.bootstrap.acceptance;

import static org.volumetransfers.bootstrap.acceptance.ContractRow.at;
import static org.volumetransfers.bootstrap.acceptance.ContractRow.error;
import static org.volumetransfers.bootstrap.acceptance.ContractRow.id;
import static org.volumetransfers.bootstrap.acceptance.ContractRow.list;
import static org.volumetransfers.bootstrap.acceptance.ContractRow.lists;
import static org.volumetransfers.bootstrap.acceptance.ContractRow.page;
import static org.volumetransfers.bootstrap.acceptance.ContractRow.refused;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.application.service.OffsetRule;
import org.volumetransfers.bootstrap.acceptance.ContractRow.Expected;
import org.volumetransfers.bootstrap.acceptance.FailingPages.State;

/**
 * The contract as a table, continued: docs/contract.md, sections 1 (calls), 3 (marker and next page) and 9 (versions). Of
 * project P, the transfers 1 to 3 are pending, and 8 and 9 have been accepted; 4 and 5 exist in project Q only.
 */
final class ReadSideRows {

    private static final String BASE = AcceptanceSetup.PUBLIC_URL;
    private static final String COLLECTION = "/P/os-volume-transfer";

    private ReadSideRows() {}

    static List<ContractRow> under(OffsetRule rule) {
        List<ContractRow> rows = new ArrayList<>(calls());
        rows.addAll(markers(rule));
        rows.addAll(negotiations());
        rows.addAll(versionDocuments());
        return rows;
    }

    private static List<ContractRow> calls() {
        List<ContractRow> rows = new ArrayList<>();
        for (String version : List.of("v2", "v3")) {
            String path = "/" + version + COLLECTION;
            rows.add(at(path, list(version, false, null, 1, 2, 3)));
            rows.add(at(path + "/detail", list(version, true, null, 1, 2, 3)));
            rows.add(at(path + "/det%61il?foo=1", list(version, true, null, 1, 2, 3)));
            rows.add(at(path + "?limit=1", list(version, false, BASE + path + "?limit=1&marker=" + id(1), 1)));
            String nextDetails = BASE + path + "/detail?limit=2&marker=" + id(2);
            rows.add(at(path + "/detail?limit=2", list(version, true, nextDetails, 1, 2)));
            rows.addAll(shows(version, path + "/"));
            rows.add(at(path + "/detail?limit=0", error(400, "EVS.5400", "limit param must be positive.")));
            for (String target : List.of(path, path + "/detail", path + "/" + id(1))) {
                ContractRow row = at(target, error(405, "EVS.5405", "Method not allowed."));
                rows.addAll(
                        List.of(row.withMethod("DELETE"), row.withMethod("POST").withToken(null)));
                rows.add(at(target, error(401, "EVS.5401", "Authentication required."))
                        .withToken(null));
                rows.add(
                        at(target, error(400, "EVS.0001", "invalid tenant id!")).withToken(AcceptanceSetup.TOKEN_OF_Q));
            }
        }
        rows.addAll(shows("v2", COLLECTION + "/"));
        return rows;
    }

    private static List<ContractRow> shows(String version, String path) {
        Expected first = new Expected(200, ContractJson.show(version, ContractRow.TRANSFERS.get(0)), null, null);
        List<ContractRow> rows = new ArrayList<>(List.of(
                at(path + id(1), first), at(path + id(1).replace("1", "%31") + "?limit=x&marker=x&marker=y", first)));
        for (String unknown : List.of(id(5), id(6), id(8), "x", "accept", "null", "x".repeat(255), id(1) + "x")) {
            rows.add(at(path + unknown, error(404, "EVS.5404", "Transfer " + unknown + " could not be found.")));
        }
        rows.add(at(path + "a%2Fb", error(404, "EVS.5404", "Transfer a/b could not be found.")));
        rows.add(at(path + "%ff", error(400, "EVS.5400", "Malformed request url.")));
        for (State state : List.of(State.QUEUE_FULL, State.UNAVAILABLE)) {
            rows.add(at(path + id(1), error(503, "EVS.5503", "Service unavailable."))
                    .whileStorageIs(state));
        }
        return rows;
    }

    private static List<ContractRow> markers(OffsetRule rule) {
        boolean lenient = rule == OffsetRule.LENIENT;
        List<ContractRow> rows = new ArrayList<>(List.of(
                lists("?marker=" + id(1), 2, 3),
                lists("?limit=2&marker=" + id(1), 2, 3),
                page(1, "?limit=1&marker=" + id(1), 2),
                lists("?marker=" + id(2) + "&limit=1", 3),
                lists("?marker=" + id(3)),
                lists("?%6darker=" + id(1).replace("-", "%2D"), 2, 3),
                lists("?MARKER=x&offset=1", 2, 3),
                lists("?offset=1&marker=" + id(1), 3),
                page(1, "?marker=" + id(1) + "&limit=1", 2),
                // Ended transfers keep their places.
                lists("?marker=" + id(8)),
                lists("?marker=" + id(9) + "&limit=1")));
        for (String pastTheEnd : List.of("?offset=2&marker=" + id(1), "?offset=1&marker=" + id(3))) {
            rows.add(lenient ? lists(pastTheEnd) : refused(pastTheEnd, ContractRow.PAST_THE_END));
        }
        String zero = "?offset=0&marker=" + id(1);
        rows.add(lenient ? lists(zero, 2, 3) : refused(zero, "offset param must be positive."));
        for (String unknown :
                List.of("", "x", id(5), id(6), id(1).toUpperCase(Locale.ROOT), "%20" + id(1), "x".repeat(256))) {
            Expected refusal = error(400, "EVS.1024", "invalid filter marker!");
            rows.add(at(AcceptanceSetup.LIST + "?marker=" + unknown, refusal));
            rows.add(at(AcceptanceSetup.LIST + "/detail?offset=1&marker=" + unknown, refusal));
        }
        String twice = "&marker=" + id(1) + "&marker=" + id(1);
        rows.add(refused("?limit=1" + twice, "Malformed request url."));
        rows.add(refused("?limit=0" + twice, "limit param must be positive."));
        rows.add(refused("?offset=x" + twice, "offset param must be an integer."));
        rows.add(refused("?limit=1" + twice, "Malformed request url.").whileStorageIs(State.UNAVAILABLE));
        rows.add(at(AcceptanceSetup.LIST + "?marker=" + id(4), error(503, "EVS.5503", "Service unavailable."))
                .whileStorageIs(State.UNAVAILABLE));
        String kept = BASE + AcceptanceSetup.LIST + "?limit=1&marker=" + id(2) + "&foo=%20a&b&c=%C3%A4";
        rows.add(at(
                AcceptanceSetup.LIST + "?foo=%20a&limit=1&b&marker=" + id(1) + "&c=%C3%A4",
                list("v2", false, kept, 2)));
        return rows;
    }

    private static List<ContractRow> negotiations() {
        List<ContractRow> rows = new ArrayList<>();
        ContractRow v3 = at("/v3" + COLLECTION, list("v3", false, null, 1, 2, 3));
        for (String[] requested : new String[][] {
            {"volume 3.0", "volume 3.0"},
            {"volume 3.50", "volume 3.50"},
            {" volume \t 3.7 ", "volume 3.7"},
            {"volume latest", "volume 3.50"},
            {"compute 2.1, volume 3.5, volume 3.9", "volume 3.5"},
            {"volume 3.5\r\nOpenStack-API-Version: volume 3.6", "volume 3.5"},
            {"compute 2.999", "volume 3.0"},
            {"", "volume 3.0"}
        }) {
            rows.add(v3.withVersion(requested[0], requested[1]));
        }
        for (String malformed : List.of("abc", "3", "3.", "3.01", "3.x", "03.1", "3.1.2")) {
            rows.add(at(
                            "/v3" + COLLECTION + "?limit=0",
                            error(
                                    400,
                                    "EVS.5400",
                                    "API Version String " + malformed
                                            + " is of invalid format. Must be of format MajorNum.MinorNum."))
                    .withVersion("volume " + malformed, "volume 3.0"));
        }
        for (String unsupported : List.of("3.51", "2.0", "4.0", "3.99999999999999999999")) {
            rows.add(at(
                            "/v3" + COLLECTION + "/" + id(1),
                            error(
                                    406,
                                    "EVS.5406",
                                    "Version " + unsupported
                                            + " is not supported by the API. Minimum is 3.0 and maximum is 3.50."))
                    .withVersion("volume " + unsupported, "volume 3.0"));
        }
        rows.add(at("/v3" + COLLECTION, error(403, "EVS.5403", "Policy check failed."))
                .withToken(AcceptanceSetup.OTHER_ROLE)
                .withVersion("volume 3.51", "volume 3.0"));
        // Without versions: /v2, and the version documents.
        ContractRow v2 = lists("", 1, 2, 3);
        rows.add(new ContractRow(
                "GET", v2.target(), v2.token(), "volume 9.9", v2.badTokenAnswer(), v2.storage(), v2.expected()));
        return rows;
    }

    private static List<ContractRow> versionDocuments() {
        String v2 = """
                {"id":"v2.0","status":"SUPPORTED","version":"","min_version":"","updated":"2014-06-28T12:20:21Z",
                 "links":[{"rel":"self","href":"%s/v2/"}],
                 "media-types":[{"base":"application/json","type":"application/vnd.openstack.volume+json;version=2"}]}
                """.formatted(BASE);
        String v3 = """
                {"id":"v3.0","status":"CURRENT","version":"3.50","min_version":"3.0","updated":"2018-03-27T00:00:00Z",
                 "links":[{"rel":"self","href":"%s/v3/"}],
                 "media-types":[{"base":"application/json","type":"application/vnd.openstack.volume+json;version=3"}]}
                """.formatted(BASE);
        List<ContractRow> rows = new ArrayList<>();
        rows.addAll(document("/", 300, v2 + "," + v3));
        for (String slash : List.of("", "/")) {
            rows.addAll(document("/v2" + slash, 200, v2));
            rows.addAll(document("/v3" + slash, 200, v3));
        }
        return rows;
    }

    private static List<ContractRow> document(String path, int status, String versions) {
        Expected document = new Expected(status, RawResponse.tree("{\"versions\":[" + versions + "]}"), null, null);
        return List.of(
                at(path, document).withToken(null),
                at(path + "?limit=0", document).withToken("unknown"),
                at(path, document).whileStorageIs(State.UNAVAILABLE),
                at(path + "?%ff", error(400, "EVS.5400", "Malformed request url.")),
                at(path, error(405, "EVS.5405", "Method not allowed.")).withMethod("POST"));
    }
}
