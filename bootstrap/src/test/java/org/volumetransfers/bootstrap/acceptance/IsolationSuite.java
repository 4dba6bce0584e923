package org.volumetransfers.bootstrap.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.bootstrap.acceptance.Bodies.assertListing;
import static org.volumetransfers.bootstrap.acceptance.Bodies.assertRefusal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.bootstrap.acceptance.Wire.Answer;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.testkit.SampleTransfers;

/** Many projects, whose transfers share ids, and callers who try every way to see those of others. */
@Timeout(600)
abstract class IsolationSuite {

    private static final long SEED = 42;
    private static final int REQUESTS = 5000;
    private static final String NOT_YOURS = "invalid tenant id!";

    private final Random random = new Random(SEED);
    private final List<ProjectId> projects = projects();
    private final Map<ProjectId, List<VolumeTransfer>> owned = new HashMap<>();

    abstract Storage newStorage();

    /** Ids that differ by case, dashes, a character more; and plain ones. */
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
    void nobodyEverSeesATransferOfAnotherProject() throws IOException {
        Map<AuthToken, Caller> tokens = new HashMap<>();
        try (Storage storage = newStorage()) {
            for (ProjectId project : projects) {
                List<VolumeTransfer> transfers = SampleTransfers.plainRows(project, random.nextInt(40));
                storage.add(transfers);
                owned.put(project, transfers);
                tokens.put(new AuthToken("token-of-" + project), Served.memberOf(project));
            }
            int allowed = 0;
            try (Served served = Served.from(
                            storage, Served.Setup.with(PagingRule.DOCUMENTED).tokens(tokens));
                    Wire wire = served.connect()) {
                for (int i = 0; i < REQUESTS; i++) {
                    allowed += askAsAnyoneForAnyProject(wire) ? 1 : 0;
                }
            }
            assertTrue(allowed > REQUESTS / 4 && allowed < REQUESTS, "allowed: " + allowed);
        }
    }

    private boolean askAsAnyoneForAnyProject(Wire wire) throws IOException {
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
        Answer answer = wire.ask("GET /v2/" + spelled(asked) + "/os-volume-transfer?limit=" + limit
                + (offset == 0 ? "" : "&offset=" + offset) + tricks
                + " HTTP/1.1\r\nHost: " + other + "\r\nX-Auth-Token: token-of-" + caller
                + "\r\nX-Project-Id: " + other + "\r\nX-Tenant-Id: " + other
                + "\r\nX-Roles: admin\r\nX-Service-Token: x"
                + "\r\nX-Identity-Status: Confirmed\r\n\r\n");
        if (!caller.equals(asked)) {
            assertRefusal(400, "EVS.0001", NOT_YOURS, answer);
            return false;
        }
        List<VolumeTransfer> page = all.subList(offset, Math.min(all.size(), offset + limit));
        assertListing(page, Served.BASE, answer);
        return true;
    }

    /** The same project, now and then with some of its characters percent-encoded. */
    private String spelled(ProjectId project) {
        StringBuilder spelled = new StringBuilder();
        for (char c : project.value().toCharArray()) {
            if (random.nextInt(10) == 0) {
                spelled.append('%').append(Integer.toHexString(c));
            } else {
                spelled.append(c);
            }
        }
        return spelled.toString();
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
