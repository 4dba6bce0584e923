package org.volumetransfers.adapter.inmemory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.VolumeTransfer;

/** Random writes and reads, compared with sorted lists. */
class InMemoryTransferQueryChurnTest {

    private static final int OPERATIONS = 30_000;
    private static final List<ProjectId> PROJECTS = List.of(new ProjectId("a"), new ProjectId("b"));

    @TestFactory
    List<DynamicTest> pagesAreThoseOfASortedListAfterAnyWrites() {
        List<DynamicTest> tests = new ArrayList<>();
        for (long seed = 1; seed <= 6; seed++) {
            Churn churn = new Churn(seed);
            tests.add(DynamicTest.dynamicTest("seed " + seed, churn::run));
        }
        return tests;
    }

    private static final class Churn {

        private final InMemoryTransferQuery query = new InMemoryTransferQuery();
        private final Map<ProjectId, List<VolumeTransfer>> model = new HashMap<>();
        private final SplittableRandom random;
        private int ids;
        private long now;

        Churn(long seed) {
            random = new SplittableRandom(seed);
            PROJECTS.forEach(project -> model.put(project, new ArrayList<>()));
        }

        void run() {
            int removePercent = 0;
            for (int i = 0; i < OPERATIONS; i++) {
                if (i % 3_000 == 0) {
                    // The projects grow, or shrink to nothing.
                    removePercent = random.nextInt(5) * 20;
                    compareWhole();
                }
                ProjectId project = PROJECTS.get(random.nextInt(PROJECTS.size()));
                if (random.nextInt(100) < removePercent) {
                    remove(project);
                } else {
                    add(project);
                }
                comparePage(project);
            }
            compareWhole();
            PROJECTS.forEach(project -> removeRange(project, 0, held(project).size()));
            assertTrue(query.projects.isEmpty());
        }

        private List<VolumeTransfer> held(ProjectId project) {
            return Objects.requireNonNull(model.get(project));
        }

        private void add(ProjectId project) {
            int kind = random.nextInt(100);
            if (kind < 3) {
                putAll(project, random.nextInt(1, random.nextInt(30) == 0 ? 5_000 : 200));
            } else if (kind < 25) {
                replace(project);
            } else {
                put(fresh(project, kind < 60 ? now++ : random.nextLong(now + 1)));
            }
        }

        private VolumeTransfer fresh(ProjectId project, long micros) {
            String id = Integer.toHexString(ids++ * 0x9E3779B9);
            return Transfers.transfer(project, id, "", micros / 3);
        }

        private void put(VolumeTransfer transfer) {
            query.put(transfer);
            insert(transfer);
        }

        /** Replaces a transfer by one with another name, and every second time another position. */
        private void replace(ProjectId project) {
            List<VolumeTransfer> held = held(project);
            if (!held.isEmpty()) {
                VolumeTransfer old = held.remove(random.nextInt(held.size()));
                VolumeTransfer elsewhere = fresh(project, random.nextLong(now + 1));
                put(new VolumeTransfer(
                        project,
                        old.id(),
                        "replaced" + now,
                        old.volume(),
                        random.nextBoolean() ? old.createdAt() : elsewhere.createdAt()));
            }
        }

        private void putAll(ProjectId project, int size) {
            List<VolumeTransfer> transfers = new ArrayList<>();
            boolean inOrder = random.nextBoolean();
            for (int i = 0; i < size; i++) {
                VolumeTransfer fresh = fresh(project, inOrder ? now++ : random.nextLong(now + 1));
                transfers.add(fresh);
                if (random.nextInt(10) == 0) {
                    VolumeTransfer twice = transfers.get(random.nextInt(transfers.size()));
                    transfers.add(new VolumeTransfer(project, twice.id(), "later", twice.volume(), fresh.createdAt()));
                }
                List<VolumeTransfer> held = held(project);
                if (!held.isEmpty() && random.nextInt(4) == 0) {
                    VolumeTransfer old = held.get(random.nextInt(held.size()));
                    transfers.add(new VolumeTransfer(project, old.id(), "bulk", old.volume(), fresh.createdAt()));
                }
            }
            query.putAll(transfers);
            Map<TransferId, VolumeTransfer> latest = new LinkedHashMap<>();
            transfers.forEach(transfer -> latest.put(transfer.id(), transfer));
            held(project).removeIf(old -> latest.containsKey(old.id()));
            held(project).addAll(latest.values());
            held(project).sort(TransferBlocks.ORDER);
        }

        private void remove(ProjectId project) {
            List<VolumeTransfer> held = held(project);
            if (random.nextInt(50) == 0) {
                int from = random.nextInt(held.size() + 1);
                removeRange(project, from, Math.min(held.size(), from + random.nextInt(3_000)));
            } else if (!held.isEmpty()) {
                VolumeTransfer gone = held.remove(random.nextInt(held.size()));
                assertTrue(query.remove(project, gone.id()));
                assertTrue(!query.remove(project, gone.id()));
            }
        }

        private void removeRange(ProjectId project, int from, int to) {
            List<VolumeTransfer> range = held(project).subList(from, to);
            range.forEach(gone -> assertTrue(query.remove(project, gone.id())));
            range.clear();
        }

        private void insert(VolumeTransfer transfer) {
            List<VolumeTransfer> held = held(transfer.project());
            held.add(-Collections.binarySearch(held, transfer, TransferBlocks.ORDER) - 1, transfer);
        }

        private void comparePage(ProjectId project) {
            List<VolumeTransfer> held = held(project);
            int limit = random.nextInt(200) == 0 ? Integer.MAX_VALUE - random.nextInt(2) : random.nextInt(1, 50);
            int from = random.nextInt(held.size() + 2);
            if (random.nextInt(20) == 0) {
                from = Math.max(0, held.size() - random.nextInt(60));
            }
            List<VolumeTransfer> expected =
                    held.subList(Math.min(from, held.size()), (int) Math.min(held.size(), (long) from + limit));
            boolean more = !expected.isEmpty() && (long) from + limit < held.size();
            TransferPage page = new TransferPage(expected, more);
            assertEquals(page, query.page(PageQuery.atOffset(project, from, limit)));
            if (from > 0 && from <= held.size()) {
                assertEquals(
                        page,
                        query.page(PageQuery.after(project, held.get(from - 1).position(), limit)));
            }
            VolumeTransfer nowhere = Transfers.transfer(project, "never put", "", random.nextLong(now / 3 + 2));
            int behind = -Collections.binarySearch(held, nowhere, TransferBlocks.ORDER) - 1;
            assertEquals(
                    held.subList(behind, Math.min(held.size(), behind + 3)),
                    query.page(PageQuery.after(project, nowhere.position(), 3)).transfers());
        }

        private void compareWhole() {
            for (ProjectId project : PROJECTS) {
                assertEquals(held(project), Transfers.all(query, project));
                assertEquals(!held(project).isEmpty(), query.projects.containsKey(project));
                ProjectTransfers transfers = query.projects.get(project);
                if (transfers != null) {
                    BlockRules.check(transfers.current());
                }
            }
        }
    }
}
