package org.volumetransfers.application.service;

import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.in.TransferListing;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * One step of an answer. Only the first is found by offset; each further one starts behind the last transfer of the one
 * before, so that what is inserted or deleted meanwhile neither repeats nor hides a transfer.
 */
final class ListingStep implements TransferListing.Step {

    /** Transfers read at a time: about 100 kB of JSON, so that thousands of slow readers fit into memory. */
    static final int SIZE = 256;

    private final TransferQuery query;
    private final ProjectId project;
    private final TransferPage page;
    /** How many transfers the answer may still have after this step. */
    private final long wanted;

    private final @Nullable PageRequest nextPage;

    private ListingStep(
            TransferQuery query, ProjectId project, TransferPage page, long wanted, @Nullable PageRequest nextPage) {
        this.query = query;
        this.project = project;
        this.page = page;
        this.wanted = wanted;
        this.nextPage = nextPage;
    }

    /** What the first step is read by. */
    static PageQuery firstQuery(ProjectId project, int offset, @Nullable Integer limit) {
        return PageQuery.atOffset(project, offset, size(wanted(limit)));
    }

    /** The first step, once its page has been read. */
    static ListingStep first(
            TransferQuery query, ProjectId project, TransferPage page, int offset, @Nullable Integer limit) {
        long wanted = wanted(limit) - page.transfers().size();
        PageRequest nextPage = limit == null ? null : nextPage(query, project, page, wanted, offset, limit);
        return new ListingStep(query, project, page, wanted, nextPage);
    }

    /** An offset above 2147483647 cannot be asked for, so it is no next page. */
    private static @Nullable PageRequest nextPage(
            TransferQuery query, ProjectId project, TransferPage firstPage, long wanted, int offset, int limit) {
        long next = (long) offset + limit;
        if (!firstPage.more() || next > Integer.MAX_VALUE) {
            return null;
        }
        boolean remains = wanted == 0
                || !query.page(PageQuery.atOffset(project, next, 1)).transfers().isEmpty();
        return remains ? new PageRequest(limit, (int) next) : null;
    }

    @Override
    public List<VolumeTransfer> transfers() {
        return page.transfers();
    }

    @Override
    public boolean isLast() {
        return wanted == 0 || !page.more();
    }

    @Override
    public TransferListing.Step next() {
        if (isLast()) {
            throw new NoSuchElementException();
        }
        VolumeTransfer last = transfers().get(transfers().size() - 1);
        TransferPage next = query.page(PageQuery.after(project, last.position(), size(wanted)));
        return new ListingStep(query, project, next, wanted - next.transfers().size(), nextPage);
    }

    @Override
    public @Nullable PageRequest nextPage() {
        return nextPage;
    }

    private static long wanted(@Nullable Integer limit) {
        return limit == null ? Long.MAX_VALUE : limit;
    }

    private static int size(long wanted) {
        return (int) Math.min(wanted, SIZE);
    }
}
