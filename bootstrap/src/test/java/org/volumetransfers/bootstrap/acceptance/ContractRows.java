package org.volumetransfers.bootstrap.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.BadTokenAnswer;

// Longer than 250 lines: it is one table.
/**
 * The contract as a table: docs/contract.md, sections 3 (limit and offset), 5 (errors) and 7 (worked cases), row by row.
 * Project P has three transfers, 1 to 3.
 */
final class ContractRows {

    private static final String LIST = "/v2/P/os-volume-transfer";

    private ContractRows() {}

    /** An offset rule, as the table names it. */
    enum Rule {
        DOCUMENTED,
        LENIENT
    }

    /** What must come: transfers and next page, or a refusal. */
    record Expected(
            int status,
            String code,
            String message,
            List<Integer> transfers,
            @Nullable String link) {}

    /** One row: what is asked, in which state, and what must come. */
    record Row(
            String method,
            String target,
            @Nullable String token,
            BadTokenAnswer badTokenAnswer,
            boolean queueIsFull,
            boolean storageFails,
            Expected expected) {

        String name() {
            return method + " " + (target.length() > 120 ? target.substring(0, 120) + "..." : target) + ", "
                    + (token == null ? "no token" : token.substring(0, Math.min(token.length(), 30)))
                    + (queueIsFull ? ", queue full" : "") + (storageFails ? ", storage away" : "") + " -> "
                    + expected.status() + " " + expected.message() + expected.transfers();
        }

        String head(String withMethod) {
            return withMethod + " " + target
                    + " HTTP/1.1\r\nHost: elsewhere.example\r\nX-Forwarded-Host: evil.example\r\n"
                    + (token == null ? "" : "X-Auth-Token: " + token + "\r\n") + "\r\n";
        }

        Row by(String otherToken) {
            return new Row(method, target, otherToken, badTokenAnswer, queueIsFull, storageFails, expected);
        }

        Row withoutToken() {
            return new Row(method, target, null, badTokenAnswer, queueIsFull, storageFails, expected);
        }

        Row method(String other) {
            return new Row(other, target, token, badTokenAnswer, queueIsFull, storageFails, expected);
        }

        Row badTokensAre400() {
            return new Row(method, target, token, BadTokenAnswer.BAD_REQUEST_400, queueIsFull, storageFails, expected);
        }

        Row whileTheQueueIsFull() {
            return new Row(method, target, token, badTokenAnswer, true, storageFails, expected);
        }

        Row whileStorageIsAway() {
            return new Row(method, target, token, badTokenAnswer, queueIsFull, true, expected);
        }
    }

    static List<Row> under(Rule rule) {
        List<Row> rows = new ArrayList<>(limits());
        rows.addAll(offsets(rule));
        rows.addAll(errors());
        return rows;
    }

    private static List<Row> limits() {
        List<Row> rows = new ArrayList<>(List.of(
                lists("", 1, 2, 3),
                lists("?", 1, 2, 3),
                lists("?limit=1000", 1, 2, 3),
                lists("?limit=3", 1, 2, 3),
                lists("?limit=2147483647", 1, 2, 3),
                lists("?limit=2147483647&offset=1", 2, 3),
                lists("?foo=1", 1, 2, 3),
                lists("?marker=x&sort=name:desc&name=x&all_tenants=1&_=123", 1, 2, 3),
                lists("?&&limit=003&", 1, 2, 3),
                lists("?%6Cimit=3", 1, 2, 3),
                lists("?LIMIT=1", 1, 2, 3),
                lists("?limit=%33", 1, 2, 3),
                page(1, 1, "?limit=1", 1),
                page(2, 2, "?limit=2", 1, 2),
                page(2, 2, "?limit=00000000000000002", 1, 2),
                lists("?limit=2&offset=2", 3),
                lists("?limit=2&offset=1", 2, 3),
                page(1, 2, "?limit=1&offset=1", 2),
                lists("?limit=1&offset=2", 3)));
        for (String notPositive : List.of("0", "-1", "-5", "-0", "000", "-2147483648")) {
            rows.add(refused("?limit=" + notPositive, "limit param must be positive."));
        }
        for (String noInteger : NO_INTEGERS) {
            rows.add(refused("?limit=" + noInteger, "limit param must be an integer."));
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

    /** What Python or Java would take for a number, and what nobody would. Source: docs/contract.md, section 3. */
    private static final List<String> NO_INTEGERS = List.of(
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

    private static List<Row> offsets(Rule rule) {
        List<Row> rows = new ArrayList<>(List.of(
                lists("?offset=1", 2, 3),
                lists("?offset=2", 3),
                lists("?offset=02", 3),
                lists("?limit=5&offset=2", 3)));
        for (String zero : List.of("0", "-0", "00")) {
            rows.add(
                    rule == Rule.LENIENT
                            ? lists("?offset=" + zero, 1, 2, 3)
                            : refused("?offset=" + zero, "offset param must be positive."));
        }
        for (String pastTheEnd : List.of("3", "4", "2147483647", "2147483647&limit=2147483647", "3&limit=1")) {
            rows.add(
                    rule == Rule.LENIENT
                            ? lists("?offset=" + pastTheEnd)
                            : refused(
                                    "?offset=" + pastTheEnd,
                                    "offset param must be less than the number of disk transfers."));
        }
        if (rule == Rule.LENIENT) {
            rows.add(page(2, 2, "?limit=2&offset=0", 1, 2));
        }
        for (String negative : List.of("-1", "-2147483648")) {
            rows.add(refused("?offset=" + negative, "offset param must be positive."));
        }
        for (String noInteger : NO_INTEGERS) {
            rows.add(refused("?offset=" + noInteger, "offset param must be an integer."));
        }
        rows.add(refused("?offset=1&offset=1", "Malformed request url."));
        rows.add(refused("?offset=1&offset=x", "Malformed request url."));
        return rows;
    }

    static List<Row> withMaximumOfTwo() {
        return List.of(
                page(2, 2, "", 1, 2),
                page(2, 2, "?limit=1000", 1, 2),
                page(2, 2, "?limit=2147483647", 1, 2),
                page(1, 1, "?limit=1", 1),
                lists("?offset=1", 2, 3),
                lists("?offset=2&limit=9", 3),
                refused("?limit=0", "limit param must be positive."));
    }

    /** Section 5, by its row numbers. */
    private static List<Row> errors() {
        List<Row> rows = new ArrayList<>();
        for (String path : ContractPaths.NOT_SERVED) { // 1
            rows.add(at(path, error(404, "EVS.5404", "The requested resource could not be found.")));
        }
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", "PROPFIND")) { // 2
            Row row = at(LIST, error(405, "EVS.5405", "Method not allowed.")).method(method);
            rows.addAll(List.of(row, row.withoutToken()));
        }
        Row unauthenticated = at(LIST, error(401, "EVS.5401", "Authentication required."));
        Row invalidToken = at(LIST, error(400, "EVS.0002", "invalid token!")).badTokensAre400();
        for (Row row : List.of(unauthenticated, invalidToken)) { // 3 and 4
            rows.addAll(List.of(row.withoutToken(), row.by(""), row.by("  \t "), row.by("unknown")));
            rows.addAll(List.of(row.by(Served.EXPIRED), row.by(Served.GOOD.toUpperCase(Locale.ROOT))));
            rows.addAll(List.of(row.by("two words"), row.by("\u00e4\u00f6"), row.by(Served.GOOD + ",")));
            rows.add(row.by(Served.GOOD + "\r\nX-Auth-Token: " + Served.GOOD));
            rows.add(row.by("g".repeat(100_000)));
        }
        for (String project : ContractPaths.NO_PROJECTS) { // 5
            rows.add(at("/v2/" + project + "/os-volume-transfer", error(400, "EVS.0001", "invalid tenant id!")));
        }
        Row otherProject = at(LIST, error(400, "EVS.0001", "invalid tenant id!")); // 6
        rows.addAll(List.of(otherProject.by(Served.OF_Q), otherProject.by(Served.UNSCOPED)));
        rows.add(at("/v2/p/os-volume-transfer", error(400, "EVS.0001", "invalid tenant id!")));
        rows.add(at(LIST, error(403, "EVS.0003", "invalid token roles!")).by(Served.NO_ROLES)); // 7
        rows.add(at(LIST, error(403, "EVS.5403", "Policy check failed.")).by(Served.OTHER_ROLE)); // 8
        for (String target : ContractPaths.UNDECODABLE) { // 10; 9 is limits() and offsets()
            rows.add(at(target, error(400, "EVS.5400", "Malformed request url.")));
        }
        rows.add(at(LIST + "?x=" + "y".repeat(17_000), error(414, "EVS.5414", "Request URI too large."))); // 11
        rows.add(at(LIST, error(431, "EVS.5431", "Request headers too large.")).by("g".repeat(140_000)));
        Row unavailable = at(LIST, error(503, "EVS.5503", "Service unavailable.")); // 13 to 15; 12 has no option yet
        rows.addAll(List.of(unavailable.whileTheQueueIsFull(), unavailable.whileStorageIsAway()));
        rows.add(unavailable.by(Served.UNVERIFIABLE));
        return rows;
    }

    private static Row at(String target, Expected expected) {
        return new Row("GET", target, Served.GOOD, BadTokenAnswer.UNAUTHORIZED_401, false, false, expected);
    }

    private static Row lists(String query, Integer... transfers) {
        return at(LIST + query, new Expected(200, "", "", List.of(transfers), null));
    }

    private static Row page(int limit, int next, String query, Integer... transfers) {
        String link = "<" + Served.BASE + LIST + "?limit=" + limit + "&offset=" + next + ">; rel=\"next\"";
        return at(LIST + query, new Expected(200, "", "", List.of(transfers), link));
    }

    private static Row refused(String query, String message) {
        return at(LIST + query, error(400, "EVS.5400", message));
    }

    private static Expected error(int status, String code, String message) {
        return new Expected(status, code, message, List.of(), null);
    }
}
