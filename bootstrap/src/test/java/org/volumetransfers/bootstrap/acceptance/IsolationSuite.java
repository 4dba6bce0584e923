package org.volumetransfers.bootstrap.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.adapter.http.toolkit.ResponseRules.assertError;
import static org.volumetransfers.adapter.http.toolkit.ResponseRules.assertListing;

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
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.testkit.SampleTransfers;

/** Many projects whose transfers share ids, and callers that try to list the transfers of other projects. */
@Timeout(600)
abstract class IsolationSuite {

    private static final long SEED = 42;
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
    void transfersOfAnotherProjectAreNeverListed() throws IOException {
        Map<AuthToken, Caller> tokens = new HashMap<>();
        try (Storage storage = newStorage()) {
            for (ProjectId project : projects) {
                List<VolumeTransfer> transfers = SampleTransfers.plainRows(project, random.nextInt(40));
                storage.add(transfers);
                owned.put(project, transfers);
                tokens.put(new AuthToken("token-of-" + project), AcceptanceSetup.memberOf(project));
            }
            int allowed = 0;
            TokenVerifier verifier = new InMemoryTokenVerifier(tokens, Clock.systemUTC());
            try (Edge server =
                            AcceptanceSetup.serving(storage.pages(), verifier).start();
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
        int limit = 1 + random.nextInt(50);
        int offset = all.isEmpty() ? 0 : random.nextInt(all.size());
        ProjectId other = any(projects);
        String tricks = any(List.of(
                "",
                "&all_tenants=1",
                "&all_tenants=true",
                "&project_id=" + other,
                "&tenant_id=" + other,
                "&name=x",
                "&deleted=true",
                "&status=accepted",
                "&marker=" + SampleTransfers.plain(other, 1).id()));
        RawResponse response = client.exchange(Requests.get(
                "/v2/" + partlyEncoded(asked) + "/os-volume-transfer?limit=" + limit
                        + (offset == 0 ? "" : "&offset=" + offset) + tricks,
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
        List<VolumeTransfer> page = all.subList(offset, Math.min(all.size(), offset + limit));
        assertListing(page, AcceptanceSetup.PUBLIC_URL, response);
        return true;
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
