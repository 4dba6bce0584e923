package org.volumetransfers.bootstrap.acceptance;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.volumetransfers.adapter.http.toolkit.ResponseRules.assertError;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    private final InMemoryStorage storage = new InMemoryStorage();
    private final FailingPages pages = new FailingPages(storage.pages(), storage.pending());
    private Edge server;

    /** A request under construction, and the state of storage. */
    private static final class Request {
        private String method = "GET";
        private String version = "v2";
        private String project = "P";
        private String subpath = "";
        private @Nullable String apiVersion;
        private String limit = "";
        private String offset = "";
        private String marker = "";
        private String extra = "";
        private @Nullable String token = AcceptanceSetup.TOKEN_OF_P;
        private State storage = State.AVAILABLE;

        String text() {
            String target = "/" + version + "/" + project + "/os-volume-transfer" + subpath + "?" + limit + "&" + offset
                    + "&" + marker + "&" + extra;
            List<String> headers = new ArrayList<>();
            if (token != null) {
                headers.add(AcceptanceSetup.header(token));
            }
            if (apiVersion != null) {
                headers.add("OpenStack-API-Version: " + apiVersion);
            }
            return Requests.of(method, target, headers.toArray(String[]::new));
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
            new Fault(
                    "API version",
                    406,
                    "EVS.5406",
                    "Version 3.51 is not supported by the API. Minimum is 3.0 and maximum is 3.50.",
                    r -> {
                        r.version = "v3";
                        r.apiVersion = "volume 3.51";
                    }),
            new Fault("limit", 400, "EVS.5400", "limit param must be positive.", r -> r.limit = "limit=0"),
            new Fault("offset", 400, "EVS.5400", "offset param must be positive.", r -> r.offset = "offset=0"),
            new Fault("marker", 400, "EVS.5400", "Malformed request url.", r -> r.marker = "marker=x&marker=x"),
            new Fault("queue", 503, "EVS.5503", "Service unavailable.", r -> r.storage = State.QUEUE_FULL),
            new Fault("storage", 503, "EVS.5503", "Service unavailable.", r -> r.storage = State.UNAVAILABLE),
            new Fault("unknown marker", 400, "EVS.1024", "invalid filter marker!", r -> r.marker = "marker=x"));

    private static final Set<String> FAULTS_OF_LISTS = Set.of("limit", "offset", "marker", "unknown marker");

    @BeforeEach
    void start() throws IOException {
        server = AcceptanceSetup.serving(pages).showing(pages.pending()).start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> theFirstOfTwoFaultsDeterminesTheResponse() {
        return Stream.of("", "/detail", "/x").flatMap(subpath -> tests(subpath).stream());
    }

    private List<DynamicTest> tests(String subpath) {
        List<Fault> faults = new ArrayList<>(FAULTS);
        if (subpath.equals("/x")) {
            faults.removeIf(fault -> FAULTS_OF_LISTS.contains(fault.name()));
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            for (int j = i; j < faults.size(); j++) {
                Fault first = faults.get(i);
                Fault second = faults.get(j);
                String name = subpath + " " + first.name() + " before " + second.name();
                tests.add(dynamicTest(name, () -> check(subpath, first, second)));
            }
        }
        return tests;
    }

    /** If both change the same part, for instance the token, the change of the first one prevails. */
    private void check(String subpath, Fault first, Fault second) throws IOException {
        Request request = new Request();
        request.subpath = subpath;
        second.injection().accept(request);
        first.injection().accept(request);
        pages.become(request.storage);
        assertError(first.status(), first.code(), first.message(), server.send(request.text()));
    }
}
