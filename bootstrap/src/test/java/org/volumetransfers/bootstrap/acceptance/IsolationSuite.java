package org.volumetransfers.bootstrap.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.adapter.http.toolkit.ResponseRules.assertError;
import static org.volumetransfers.bootstrap.acceptance.ContractRow.error;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.inmemory.InMemoryTokenVerifier;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.testkit.SampleTransfers;

/** Many projects whose transfers share ids, and callers that try to read the transfers of other projects. */
@Timeout(600)
abstract class IsolationSuite {

    private static final long SEED = 42;
    /** The most transfers of a project. */
    private static final int MOST = 40;

    private static final int REQUESTS = AcceptanceSetup.amount(2_000, 5_000);

    private final Random random = new Random(SEED);
    private final List<ProjectId> projects = projects();
    private final Map<ProjectId, List<VolumeTransfer>> owned = new HashMap<>();

    abstract Storage newStorage();

    /** Ids that differ in case, in dashes or by one character; and plain ones. */
    private static List<ProjectId> projects() {
        List<ProjectId> projects = new ArrayList<>();
        for (String id : List.of(
                "a",
                "A",
                "aa",
                "a-",
                "-a",
                "a_",
                "0",
                "00",
                "a4a5d4098fb4474fa22cd05f897d6b99",
                "a4a5d409-8fb4-474f-a22c-d05f897d6b99",
                "A4A5D4098FB4474FA22CD05F897D6B99",
                "x".repeat(64),
                "x".repeat(63))) {
            projects.add(new ProjectId(id));
        }
        IntStream.range(0, 40).forEach(i -> projects.add(new ProjectId("project-" + i)));
        return projects;
    }

    @Test
    void transfersOfAnotherProjectAreNeverShown() throws IOException {
        Map<AuthToken, Caller> tokens = new HashMap<>();
        try (Storage storage = newStorage()) {
            for (ProjectId project : projects) {
                List<VolumeTransfer> transfers = SampleTransfers.plainRows(project, random.nextInt(MOST));
                storage.add(transfers);
                owned.put(project, transfers);
                tokens.put(new AuthToken("token-of-" + project), AcceptanceSetup.memberOf(project));
            }
            int allowed = 0;
            TokenVerifier verifier = new InMemoryTokenVerifier(tokens, Clock.systemUTC());
            try (Edge server = AcceptanceSetup.serving(storage.pages(), verifier)
                            .showing(storage.pending())
                            .start();
                    RawClient client = server.client()) {
                for (int i = 0; i < REQUESTS; i++) {
                    allowed += isAllowedToList(client) ? 1 : 0;
                }
            }
            assertTrue(allowed > REQUESTS / 4 && allowed < REQUESTS, "allowed: " + allowed);
        }
    }

    /** Requests a random project as a random caller, and checks the response. */
    private boolean isAllowedToList(RawClient client) throws IOException {
        ProjectId caller = any(projects);
        ProjectId asked = random.nextBoolean() ? caller : any(projects);
        List<VolumeTransfer> all = owned.getOrDefault(asked, List.of());
        ProjectId other = any(projects);
        String tricks = any(List.of(
                "",
                "&all_tenants=1",
                "&all_tenants=true",
                "&project_id=" + other,
                "&tenant_id=" + other,
                "&name=x",
                "&deleted=true",
                "&status=accepted"));
        String version = any(List.of("v2", "v3"));
        Asked part = random.nextInt(4) == 0 ? one(version, all) : page(version, all);
        RawResponse response = client.exchange(Requests.get(
                "/" + version + "/" + partlyEncoded(asked) + "/os-volume-transfer" + part.target() + tricks,
                "Host: " + other,
                AcceptanceSetup.header("token-of-" + caller),
                "X-Project-Id: " + other,
                "X-Tenant-Id: " + other,
                "X-Roles: admin",
                "X-Service-Token: x",
                "X-Identity-Status: Confirmed"));
        if (!caller.equals(asked)) {
            assertError(400, "EVS.0001", "invalid tenant id!", response);
            return false;
        }
        assertEquals(part.expected().status(), response.status(), response::toString);
        assertEquals(part.expected().body(), withoutNext(response.json()));
        return true;
    }

    /** What is requested of a project, and the response to its own callers. */
    private record Asked(String target, ContractRow.Expected expected) {}

    /** A transfer, whose id may exist in other projects only. */
    private Asked one(String version, List<VolumeTransfer> all) {
        int number = random.nextInt(MOST);
        TransferId id = SampleTransfers.plain(AcceptanceSetup.P, number).id();
        return new Asked(
                "/" + id + "?",
                number < all.size()
                        ? new ContractRow.Expected(200, ContractJson.show(version, all.get(number)), null, null)
                        : error(404, "EVS.5404", "Transfer " + id + " could not be found."));
    }

    /** A page by offset, or after a marker, whose id may exist in other projects only. */
    private Asked page(String version, List<VolumeTransfer> all) {
        boolean detailed = random.nextBoolean();
        int limit = 1 + random.nextInt(50);
        int number = random.nextInt(MOST);
        String target = (detailed ? "/detail" : "") + "?limit=" + limit;
        int from = 0;
        if (random.nextBoolean()) {
            target += "&marker="
                    + SampleTransfers.plain(AcceptanceSetup.P, number).id();
            if (number >= all.size()) {
                return new Asked(target, error(400, "EVS.1024", "invalid filter marker!"));
            }
            from = number + 1;
        } else if (number > 0 && number < all.size()) {
            target += "&offset=" + number;
            from = number;
        }
        List<VolumeTransfer> page = all.subList(from, Math.min(all.size(), from + limit));
        JsonNode body = ContractJson.list(version, detailed, page, null);
        return new Asked(target, new ContractRow.Expected(200, body, null, null));
    }

    /** The link to the next page is the subject of {@link WalkSuite}. */
    private static JsonNode withoutNext(JsonNode body) {
        return body instanceof ObjectNode object ? object.without("transfers_links") : body;
    }

    /** Returns a project id, of which one character in ten is percent-encoded. */
    private String partlyEncoded(ProjectId project) {
        StringBuilder encoded = new StringBuilder();
        for (char c : project.value().toCharArray()) {
            if (random.nextInt(10) == 0) {
                encoded.append('%').append(Integer.toHexString(c));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
