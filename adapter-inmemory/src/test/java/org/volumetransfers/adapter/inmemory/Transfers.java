package org.volumetransfers.adapter.inmemory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeId;
import org.volumetransfers.domain.VolumeTransfer;

/** Transfers for tests, and methods to read them. */
final class Transfers {

    static final ProjectId PROJECT = new ProjectId("firstproject");

    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final VolumeId VOLUME = new VolumeId("894623a6-e901-4312-aa06-4275e6321cce");

    private Transfers() {}

    static VolumeTransfer transfer(ProjectId project, String id, String name, long micros) {
        return new VolumeTransfer(project, new TransferId(id), name, VOLUME, START.plus(micros, ChronoUnit.MICROS));
    }

    static VolumeTransfer transfer(String id, long micros) {
        return transfer(PROJECT, id, "", micros);
    }

    /** Returns transfers with ascending ids and times, from the number {@code from} on. */
    static List<VolumeTransfer> rising(int from, int to) {
        List<VolumeTransfer> transfers = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            transfers.add(transfer("t" + (1_000_000_000 + i), i));
        }
        return transfers;
    }

    static List<VolumeTransfer> all(TransferQuery query, ProjectId project) {
        return query.page(PageQuery.atOffset(project, 0, Integer.MAX_VALUE)).transfers();
    }

    /** Reads all transfers in steps, each after the last transfer of the one before. */
    static void walk(TransferQuery query, ProjectId project, int step, Consumer<TransferPage> eachPage) {
        walk(query, project, step, last -> PageQuery.after(project, last.position(), step), eachPage);
    }

    /** As {@link #walk}, but with the last transfer as the marker of the next step. */
    static void walkByMarker(TransferQuery query, ProjectId project, int step, Consumer<TransferPage> eachPage) {
        walk(query, project, step, last -> PageQuery.afterMarker(project, last.id(), 0, step), eachPage);
    }

    private static void walk(
            TransferQuery query,
            ProjectId project,
            int step,
            Function<VolumeTransfer, PageQuery> next,
            Consumer<TransferPage> eachPage) {
        TransferPage page = query.page(PageQuery.atOffset(project, 0, step));
        eachPage.accept(page);
        while (page.more()) {
            VolumeTransfer last = page.transfers().get(page.transfers().size() - 1);
            page = query.page(next.apply(last));
            eachPage.accept(page);
        }
    }
}
