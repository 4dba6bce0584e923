package org.volumetransfers.testkit;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferOrder;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeId;
import org.volumetransfers.domain.VolumeTransfer;

/** Pseudorandom rows, the same in every run, compared with filtering, sorting and counting in memory. */
abstract class ManyRowsTopic extends QueryTopic {

    private static final int ROWS = 2_000;
    private static final int QUERIES = 200;
    private static final Comparator<TransferPosition> ORDER = TransferOrder.CREATED_AT_THEN_ID;
    private static final int[] ODD = "aAbBzZ09-_ '%\\\u00E9\u0301\u8F6C\uE000\uFFFD\uD800\uDC00\uD83D\uDE00"
            .codePoints()
            .toArray();
    static final List<ProjectId> PROJECTS =
            List.of(new ProjectId("alpha"), new ProjectId("Alpha"), new ProjectId("alpha-2"));
    static final List<StoredTransfer> STORED = storedRows(new Random(2024));

    ManyRowsTopic(TransferQueryContract contract) {
        super(contract);
    }

    @Test
    void pagesAtAnyOffsetAndAfterAnyPositionAreThoseOfTheSortedList() {
        TransferQuery query = holding(STORED);
        Random random = new Random(1);
        for (ProjectId project : PROJECTS) {
            List<VolumeTransfer> all = pendingOf(project);
            for (int i = 0; i < QUERIES; i++) {
                int offset = random.nextInt(all.size() + 10);
                assertPart(all, offset, query, PageQuery.atOffset(project, offset, limit(random)));
                TransferPosition position = position(random);
                long passed = all.stream()
                        .filter(transfer -> ORDER.compare(transfer.position(), position) <= 0)
                        .count();
                assertPart(all, passed, query, PageQuery.after(project, position, limit(random)));
            }
        }
    }

    @Test
    void walksInAnyStepsReturnTheSortedList() {
        TransferQuery query = holding(STORED);
        for (ProjectId project : PROJECTS) {
            List<VolumeTransfer> all = pendingOf(project);
            assertWalks(all, query, 3, 64, 256, all.size() - 1, all.size(), ROWS, Integer.MAX_VALUE);
        }
    }

    @Test
    void parallelReadersEachGetTheirOwnPages() {
        ProjectId project = PROJECTS.get(0);
        List<VolumeTransfer> all = pendingOf(project);
        TransferQuery query = holding(STORED);
        Readers.inParallel(8, reader -> {
            int limit = 1 + reader;
            for (int i = 0; i < 100; i++) {
                int from = (reader * 37 + i * 11) % all.size();
                assertPart(all, from, query, PageQuery.atOffset(project, from, limit));
                PageQuery after = PageQuery.after(project, all.get(from).position(), limit);
                assertPart(all, from + 1, query, after);
            }
            assertWalks(all, query, 31 + reader);
        });
    }

    private static List<VolumeTransfer> pendingOf(ProjectId project) {
        return STORED.stream()
                .filter(row -> row.status() == TransferStatus.PENDING)
                .map(StoredTransfer::transfer)
                .filter(transfer -> transfer.project().equals(project))
                .sorted(Comparator.comparing(VolumeTransfer::position, ORDER))
                .toList();
    }

    private static int limit(Random random) {
        return random.nextInt(10) == 0 ? Integer.MAX_VALUE - random.nextInt(2) : 1 + random.nextInt(ROWS / 4);
    }

    /** Returns the position of any row, or one with the time of a row and the id of another. */
    private static TransferPosition position(Random random) {
        VolumeTransfer one = STORED.get(random.nextInt(ROWS)).transfer();
        VolumeTransfer other =
                random.nextBoolean() ? one : STORED.get(random.nextInt(ROWS)).transfer();
        return new TransferPosition(one.createdAt(), other.id());
    }

    /** Returns rows with 150 different times, so that most share theirs with others. */
    private static List<StoredTransfer> storedRows(Random random) {
        List<StoredTransfer> rows = new ArrayList<>();
        Set<List<Object>> used = new HashSet<>();
        while (rows.size() < ROWS) {
            ProjectId project = PROJECTS.get(random.nextInt(PROJECTS.size()));
            TransferId id = new TransferId(random.nextInt(5) == 0 ? oddText(random) : uuid(random));
            if (used.add(List.of(project, id))) {
                String name = random.nextInt(10) == 0 ? null : oddText(random);
                Instant createdAt =
                        SampleTransfers.plainTime(random.nextInt(50)).plusNanos(random.nextInt(3) * 1_000L);
                VolumeTransfer transfer = new VolumeTransfer(project, id, name, new VolumeId(uuid(random)), createdAt);
                rows.add(new StoredTransfer(transfer, status(random)));
            }
        }
        return List.copyOf(rows);
    }

    private static TransferStatus status(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> TransferStatus.ACCEPTED;
            case 1, 2 -> TransferStatus.DELETED;
            default -> TransferStatus.PENDING;
        };
    }

    private static String uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** Returns one to five characters that are often ordered or encoded wrongly. */
    private static String oddText(Random random) {
        return random.ints(1 + random.nextInt(5), 0, ODD.length)
                .mapToObj(i -> Character.toString(ODD[i]))
                .collect(joining());
    }
}
