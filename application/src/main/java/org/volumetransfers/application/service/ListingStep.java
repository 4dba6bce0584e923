package org.volumetransfers.application.service;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.in.TransferListing;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * One step of an answer. Only the first is found by offset; each further one starts behind the last transfer of the one
 * before, so that what is inserted or deleted meanwhile neither repeats nor hides a transfer.
 *
 * @param wanted how many transfers the answer may still have from this step on
 */
record ListingStep(
        TransferQuery query,
        ProjectId project,
        TransferPage page,
        long wanted,
        @Nullable PageRequest nextPage) implements TransferListing.Step {

    /** Transfers read at a time: about 100 kB of JSON. */
    static final int SIZE = 256;

    /** Returns the query for the first step. */
    static PageQuery firstQuery(ProjectId project, int offset, @Nullable Integer limit) {
        return PageQuery.atOffset(project, offset, size(wanted(limit)));
    }

    /** Returns the first step, given its page. */
    static ListingStep first(
            TransferQuery query, ProjectId project, TransferPage page, int offset, @Nullable Integer limit) {
        PageRequest nextPage = limit == null ? null : nextPage(query, project, page, offset, limit);
        return new ListingStep(query, project, page, wanted(limit), nextPage);
    }

    /** An offset above 2147483647 cannot be asked for, so it is no next page. */
    private static @Nullable PageRequest nextPage(
            TransferQuery query, ProjectId project, TransferPage firstPage, int offset, int limit) {
        long next = (long) offset + limit;
        if (!firstPage.more() || next > Integer.MAX_VALUE) {
            return null;
        }
        boolean remains = firstPage.transfers().size() == limit
                || !query.page(PageQuery.atOffset(project, next, 1)).transfers().isEmpty();
        return remains ? new PageRequest(limit, (int) next) : null;
    }

    @Override
    public List<VolumeTransfer> transfers() {
        return page.transfers();
    }

    @Override
    public boolean isLast() {
        return wanted == transfers().size() || !page.more();
    }

    @Override
    public TransferListing.Step next() {
        return restAfter(transfers().size()).read();
    }

    @Override
    public TransferListing.Rest restAfter(int count) {
        if (count == transfers().size() && isLast()) {
            return new Rest(query, project, null, 0, SIZE, null);
        }
        // A reader that takes only a part of a step would drop as much of the next one.
        int atMost = count == transfers().size() ? SIZE : count;
        return new Rest(query, project, transfers().get(count - 1).position(), wanted - count, atMost, nextPage);
    }

    /**
     * The rest of an answer.
     *
     * @param from the position behind which it starts; null when it is empty
     * @param wanted how many transfers it may have
     * @param atMost how many of them to read next
     */
    private record Rest(
            TransferQuery query,
            ProjectId project,
            @Nullable TransferPosition from,
            long wanted,
            int atMost,
            @Nullable PageRequest nextPage)
            implements TransferListing.Rest {

        @Override
        public boolean isEmpty() {
            return from == null;
        }

        @Override
        public TransferListing.Step read() {
            if (isEmpty()) {
                throw new NoSuchElementException();
            }
            int size = (int) Math.min(wanted, atMost);
            TransferPage next = query.page(PageQuery.after(project, Objects.requireNonNull(from), size));
            return new ListingStep(query, project, next, wanted, nextPage);
        }
    }

    private static long wanted(@Nullable Integer limit) {
        return limit == null ? Long.MAX_VALUE : limit;
    }

    private static int size(long wanted) {
        return (int) Math.min(wanted, SIZE);
    }
}
