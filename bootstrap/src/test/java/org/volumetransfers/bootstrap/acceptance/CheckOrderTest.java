package org.volumetransfers.bootstrap.acceptance;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.volumetransfers.adapter.http.toolkit.ResponseRules.assertError;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.bootstrap.acceptance.FailingPages.State;

/**
 * Of two faults, the one that is checked first determines the response: every pair of faults is sent in one request. Source:
 * docs/contract.md, section 5, order of checks.
 */
class CheckOrderTest {

    private final FailingPages pages = new FailingPages(new InMemoryStorage().pages());
    private Edge server;

    /** A request under construction, and the state of storage. */
    private static final class Request {
        private String method = "GET";
        private String version = "v2";
        private String project = "P";
        private String limit = "";
        private String offset = "";
        private String extra = "";
        private @Nullable String token = AcceptanceSetup.TOKEN_OF_P;
        private State storage = State.AVAILABLE;

        String text() {
            String target = "/" + version + "/" + project + "/os-volume-transfer?" + limit + "&" + offset + "&" + extra;
            return token == null
                    ? Requests.of(method, target)
                    : Requests.of(method, target, AcceptanceSetup.header(token));
        }
    }

    /** One fault, and the response to it if no earlier check fails. */
    private record Fault(String name, int status, String code, String message, Consumer<Request> injection) {}

    /** In the order of the checks. */
    private static final List<Fault> FAULTS = List.of(
            new Fault("broken escape", 400, "EVS.5400", "Malformed request url.", r -> r.extra = "%zz"),
            new Fault("path", 404, "EVS.5404", "The requested resource could not be found.", r -> r.version = "v9"),
            new Fault("method", 405, "EVS.5405", "Method not allowed.", r -> r.method = "POST"),
            new Fault("not UTF-8", 400, "EVS.5400", "Malformed request url.", r -> r.extra = "x=%ff"),
            new Fault("no token", 401, "EVS.5401", "Authentication required.", r -> r.token = null),
            new Fault("project id", 400, "EVS.0001", "invalid tenant id!", r -> r.project = "a.b"),
            new Fault("malformed token", 401, "EVS.5401", "Authentication required.", r -> r.token = "a b"),
            new Fault("unknown token", 401, "EVS.5401", "Authentication required.", r -> r.token = "x"),
            new Fault(
                    "identity unavailable",
                    503,
                    "EVS.5503",
                    "Service unavailable.",
                    r -> r.token = AcceptanceSetup.UNVERIFIABLE),
            new Fault("project", 400, "EVS.0001", "invalid tenant id!", r -> r.project = "R"),
            new Fault(
                    "no roles", 403, "EVS.0003", "invalid token roles!", r -> r.token = AcceptanceSetup.WITHOUT_ROLES),
            new Fault("policy", 403, "EVS.5403", "Policy check failed.", r -> r.token = AcceptanceSetup.OTHER_ROLE),
            new Fault("limit", 400, "EVS.5400", "limit param must be positive.", r -> r.limit = "limit=0"),
            new Fault("offset", 400, "EVS.5400", "offset param must be positive.", r -> r.offset = "offset=0"),
            new Fault("queue", 503, "EVS.5503", "Service unavailable.", r -> r.storage = State.QUEUE_FULL),
            new Fault("storage", 503, "EVS.5503", "Service unavailable.", r -> r.storage = State.UNAVAILABLE));

    @BeforeEach
    void start() throws IOException {
        server = AcceptanceSetup.serving(pages).start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> theFirstOfTwoFaultsDeterminesTheResponse() {
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < FAULTS.size(); i++) {
            for (int j = i; j < FAULTS.size(); j++) {
                Fault first = FAULTS.get(i);
                Fault second = FAULTS.get(j);
                tests.add(dynamicTest(first.name() + " before " + second.name(), () -> check(first, second)));
            }
        }
        return tests.stream();
    }

    /** If both change the same part, for instance the token, the change of the first one prevails. */
    private void check(Fault first, Fault second) throws IOException {
        Request request = new Request();
        second.injection().accept(request);
        first.injection().accept(request);
        pages.become(request.storage);
        assertError(first.status(), first.code(), first.message(), server.send(request.text()));
    }
}
