package org.volumetransfers.bootstrap.acceptance;

import static org.volumetransfers.bootstrap.acceptance.ContractRow.at;
import static org.volumetransfers.bootstrap.acceptance.ContractRow.error;
import static org.volumetransfers.bootstrap.acceptance.ContractRow.lists;
import static org.volumetransfers.bootstrap.acceptance.ContractRow.page;
import static org.volumetransfers.bootstrap.acceptance.ContractRow.refused;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.volumetransfers.application.service.OffsetRule;
import org.volumetransfers.bootstrap.acceptance.FailingPages.State;

/**
 * The contract as a table: docs/contract.md, sections 3 (limit and offset), 5 (errors) and 7 (worked cases), row by row.
 * Project P has three transfers, 1 to 3.
 */
final class ContractRows {

    private ContractRows() {}

    static List<ContractRow> under(OffsetRule rule) {
        List<ContractRow> rows = new ArrayList<>(limits());
        rows.addAll(offsets(rule));
        rows.addAll(errors());
        rows.addAll(ReadSideRows.under(rule));
        return rows;
    }

    private static List<ContractRow> limits() {
        List<ContractRow> rows = new ArrayList<>(List.of(
                lists("", 1, 2, 3),
                lists("?", 1, 2, 3),
                lists("?limit=1000", 1, 2, 3),
                lists("?limit=3", 1, 2, 3),
                lists("?limit=2147483647", 1, 2, 3),
                lists("?limit=2147483647&offset=1", 2, 3),
                lists("?foo=1", 1, 2, 3),
                lists("?sort=name:desc&name=x&all_tenants=1&_=123", 1, 2, 3),
                lists("?&&limit=003&", 1, 2, 3),
                lists("?%6Cimit=3", 1, 2, 3),
                lists("?LIMIT=1", 1, 2, 3),
                lists("?limit=%33", 1, 2, 3),
                page(1, "?limit=1", 1),
                page(2, "?limit=2", 1, 2),
                page(2, "?limit=00000000000000002", 1, 2),
                lists("?limit=2&offset=2", 3),
                lists("?limit=2&offset=1", 2, 3),
                page(1, "?limit=1&offset=1", 2),
                lists("?limit=1&offset=2", 3)));
        for (String notPositive : List.of("0", "-1", "-5", "-0", "000", "-2147483648")) {
            rows.add(refused("?limit=" + notPositive, "limit param must be positive."));
        }
        for (String notAnInteger : NOT_INTEGERS) {
            rows.add(refused("?limit=" + notAnInteger, "limit param must be an integer."));
        }
        rows.add(refused("?limit", "limit param must be an integer."));
        rows.add(refused("?limit=1&limit=2", "Malformed request url."));
        rows.add(refused("?limit=1&limit=1", "Malformed request url."));
        rows.add(refused("?limit=1&%6cimit=x&limit=3", "Malformed request url."));
        rows.add(refused("?limit=x&offset=x", "limit param must be an integer."));
        rows.add(refused("?offset=x&limit=0", "limit param must be positive."));
        rows.add(refused("?offset=1&offset=2&limit=x", "limit param must be an integer."));
        return rows;
    }

    /** Among them are numbers in the syntax of Python or Java. Source: docs/contract.md, section 3. */
    private static final List<String> NOT_INTEGERS = List.of(
            "",
            "abc",
            "1.5",
            "2.0",
            "1e3",
            "0x10",
            "+5",
            "%2B5",
            "%205",
            "5%20",
            "1_000",
            "1,000",
            "-",
            "--1",
            "1-",
            "%D9%A3",
            "%EF%BC%91",
            "2147483648",
            "-2147483649",
            "99999999999",
            "99999999999999999999",
            "null",
            "NaN");

    private static List<ContractRow> offsets(OffsetRule rule) {
        List<ContractRow> rows = new ArrayList<>(List.of(
                lists("?offset=1", 2, 3),
                lists("?offset=2", 3),
                lists("?offset=02", 3),
                lists("?limit=5&offset=2", 3)));
        for (String zero : List.of("0", "-0", "00")) {
            rows.add(
                    rule == OffsetRule.LENIENT
                            ? lists("?offset=" + zero, 1, 2, 3)
                            : refused("?offset=" + zero, "offset param must be positive."));
        }
        for (String pastTheEnd : List.of("3", "4", "2147483647", "2147483647&limit=2147483647", "3&limit=1")) {
            rows.add(
                    rule == OffsetRule.LENIENT
                            ? lists("?offset=" + pastTheEnd)
                            : refused("?offset=" + pastTheEnd, ContractRow.PAST_THE_END));
        }
        if (rule == OffsetRule.LENIENT) {
            rows.add(page(2, "?limit=2&offset=0", 1, 2));
        }
        for (String negative : List.of("-1", "-2147483648")) {
            rows.add(refused("?offset=" + negative, "offset param must be positive."));
        }
        for (String notAnInteger : NOT_INTEGERS) {
            rows.add(refused("?offset=" + notAnInteger, "offset param must be an integer."));
        }
        rows.add(refused("?offset=1&offset=1", "Malformed request url."));
        rows.add(refused("?offset=1&offset=x", "Malformed request url."));
        return rows;
    }

    static List<ContractRow> withMaximumOfTwo() {
        return List.of(
                page(2, "", 1, 2),
                page(2, "?limit=1000", 1, 2),
                page(2, "?limit=2147483647", 1, 2),
                page(1, "?limit=1", 1),
                lists("?offset=1", 2, 3),
                lists("?offset=2&limit=9", 3),
                lists("?marker=" + ContractRow.id(1), 2, 3),
                refused("?limit=0", "limit param must be positive."));
    }

    /** Section 5, by its row numbers. */
    private static List<ContractRow> errors() {
        List<ContractRow> rows = new ArrayList<>();
        for (String path : ContractPaths.UNKNOWN) { // 1
            rows.add(at(path, error(404, "EVS.5404", "The requested resource could not be found.")));
        }
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", "PROPFIND")) { // 2
            ContractRow row = at(AcceptanceSetup.LIST, error(405, "EVS.5405", "Method not allowed."))
                    .withMethod(method);
            rows.addAll(List.of(row, row.withToken(null)));
        }
        ContractRow unauthenticated = at(AcceptanceSetup.LIST, error(401, "EVS.5401", "Authentication required."));
        ContractRow invalidToken = at(AcceptanceSetup.LIST, error(400, "EVS.0002", "invalid token!"))
                .whereBadTokensAre400();
        for (ContractRow row : List.of(unauthenticated, invalidToken)) { // 3 and 4
            rows.addAll(
                    List.of(row.withToken(null), row.withToken(""), row.withToken("  \t "), row.withToken("unknown")));
            rows.addAll(List.of(
                    row.withToken(AcceptanceSetup.EXPIRED),
                    row.withToken(AcceptanceSetup.TOKEN_OF_P.toUpperCase(Locale.ROOT))));
            rows.addAll(List.of(
                    row.withToken("two words"),
                    row.withToken("\u00e4\u00f6"),
                    row.withToken(AcceptanceSetup.TOKEN_OF_P + ",")));
            rows.add(row.withToken(AcceptanceSetup.TOKEN_OF_P + "\r\nX-Auth-Token: " + AcceptanceSetup.TOKEN_OF_P));
            rows.add(row.withToken("g".repeat(100_000)));
        }
        for (String project : ContractPaths.INVALID_PROJECT_IDS) { // 5
            rows.add(at("/v2/" + project + "/os-volume-transfer", error(400, "EVS.0001", "invalid tenant id!")));
        }
        ContractRow otherProject = at(AcceptanceSetup.LIST, error(400, "EVS.0001", "invalid tenant id!")); // 6
        rows.addAll(List.of(
                otherProject.withToken(AcceptanceSetup.TOKEN_OF_Q), otherProject.withToken(AcceptanceSetup.UNSCOPED)));
        rows.add(at("/v2/p/os-volume-transfer", error(400, "EVS.0001", "invalid tenant id!")));
        rows.add(at(AcceptanceSetup.LIST, error(403, "EVS.0003", "invalid token roles!"))
                .withToken(AcceptanceSetup.WITHOUT_ROLES)); // 7
        rows.add(at(AcceptanceSetup.LIST, error(403, "EVS.5403", "Policy check failed."))
                .withToken(AcceptanceSetup.OTHER_ROLE)); // 8
        for (String target : ContractPaths.UNDECODABLE) { // 10; 9 is limits() and offsets()
            rows.add(at(target, error(400, "EVS.5400", "Malformed request url.")));
        }
        rows.add(at(
                AcceptanceSetup.LIST + "?x=" + "y".repeat(17_000),
                error(414, "EVS.5414", "Request URI too large."))); // 11
        rows.add(at(AcceptanceSetup.LIST, error(431, "EVS.5431", "Request headers too large."))
                .withToken("g".repeat(140_000)));
        ContractRow unavailable = at(
                AcceptanceSetup.LIST, error(503, "EVS.5503", "Service unavailable.")); // 13 to 15; 12 has no option yet
        rows.addAll(
                List.of(unavailable.whileStorageIs(State.QUEUE_FULL), unavailable.whileStorageIs(State.UNAVAILABLE)));
        rows.add(unavailable.withToken(AcceptanceSetup.UNVERIFIABLE));
        return rows;
    }
}
