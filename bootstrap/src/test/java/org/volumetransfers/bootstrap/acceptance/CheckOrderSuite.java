package org.volumetransfers.bootstrap.acceptance;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.volumetransfers.bootstrap.acceptance.Bodies.assertRefusal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.bootstrap.acceptance.Wire.Answer;

/**
 * Of two things that are wrong, the one that is checked first answers: every pair of faults is sent in one request.
 * Source: docs/contract.md, section 5, order of checks.
 */
@Timeout(600)
abstract class CheckOrderSuite {

    abstract Storage newStorage();

    /** A request in the making. */
    private static final class Ask {
        private String method = "GET";
        private String version = "v2";
        private String project = "P";
        private String limit = "";
        private String offset = "";
        private String extra = "";
        private @Nullable String token = Served.GOOD;

        String head() {
            return method + " /" + version + "/" + project + "/os-volume-transfer?" + limit + "&" + offset + "&" + extra
                    + " HTTP/1.1\r\nHost: x\r\n" + (token == null ? "" : "X-Auth-Token: " + token + "\r\n") + "\r\n";
        }
    }

    /** One thing that is wrong, and what it is answered with when nothing before it is. */
    private record Wrong(String what, int status, String code, String message, BiConsumer<Ask, Served> make) {}

    /** In the order in which they are checked. */
    private static final List<Wrong> IN_ORDER = List.of(
            new Wrong("broken escape", 400, "EVS.5400", "Malformed request url.", (ask, served) -> ask.extra = "%zz"),
            new Wrong(
                    "path",
                    404,
                    "EVS.5404",
                    "The requested resource could not be found.",
                    (ask, served) -> ask.version = "v9"),
            new Wrong("method", 405, "EVS.5405", "Method not allowed.", (ask, served) -> ask.method = "POST"),
            new Wrong("no UTF-8", 400, "EVS.5400", "Malformed request url.", (ask, served) -> ask.extra = "x=%ff"),
            new Wrong("no token", 401, "EVS.5401", "Authentication required.", (ask, served) -> ask.token = null),
            new Wrong("project id", 400, "EVS.0001", "invalid tenant id!", (ask, served) -> ask.project = "a.b"),
            new Wrong(
                    "malformed token", 401, "EVS.5401", "Authentication required.", (ask, served) -> ask.token = "a b"),
            new Wrong("unknown token", 401, "EVS.5401", "Authentication required.", (ask, served) -> ask.token = "x"),
            new Wrong(
                    "identity away",
                    503,
                    "EVS.5503",
                    "Service unavailable.",
                    (ask, served) -> ask.token = Served.UNVERIFIABLE),
            new Wrong("project", 400, "EVS.0001", "invalid tenant id!", (ask, served) -> ask.project = "R"),
            new Wrong(
                    "no roles", 403, "EVS.0003", "invalid token roles!", (ask, served) -> ask.token = Served.NO_ROLES),
            new Wrong(
                    "policy", 403, "EVS.5403", "Policy check failed.", (ask, served) -> ask.token = Served.OTHER_ROLE),
            new Wrong(
                    "limit", 400, "EVS.5400", "limit param must be positive.", (ask, served) -> ask.limit = "limit=0"),
            new Wrong(
                    "offset",
                    400,
                    "EVS.5400",
                    "offset param must be positive.",
                    (ask, served) -> ask.offset = "offset=0"),
            new Wrong("queue", 503, "EVS.5503", "Service unavailable.", (ask, served) -> served.queueIsFull = true),
            new Wrong("storage", 503, "EVS.5503", "Service unavailable.", (ask, served) -> served.storageFails = true));

    @TestFactory
    Stream<DynamicTest> theFirstOfEveryTwoFaultsAnswers() {
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < IN_ORDER.size(); i++) {
            for (int j = i; j < IN_ORDER.size(); j++) {
                Wrong first = IN_ORDER.get(i);
                Wrong second = IN_ORDER.get(j);
                tests.add(dynamicTest(first.what() + " before " + second.what(), () -> check(first, second)));
            }
        }
        return tests.stream();
    }

    /** What the two set both, for instance the token, is as the first wants it. */
    private void check(Wrong first, Wrong second) throws Exception {
        try (Storage storage = newStorage();
                Served served = Served.from(storage, Served.Setup.with(PagingRule.DOCUMENTED));
                Wire wire = served.connect()) {
            Ask ask = new Ask();
            second.make().accept(ask, served);
            first.make().accept(ask, served);
            Answer answer = wire.ask(ask.head());
            assertRefusal(first.status(), first.code(), first.message(), answer);
        }
    }
}
