package org.volumetransfers.application.service;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.in.TransferListing.Rest;
import org.volumetransfers.application.port.in.TransferListing.Step;
import org.volumetransfers.application.port.out.TransferPages;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * One step of a listing. Only the first step is found by offset; each further one starts after the last transfer of the one
 * before, so that concurrent inserts and deletes neither repeat nor hide a transfer.
 *
 * @param limit the most transfers of the whole listing; null for all
 * @param wanted the most transfers that the listing may still have, this step included
 */
record ListingStep(
        TransferPages pages,
        ProjectId project,
        TransferPage page,
        @Nullable Integer limit,
        long wanted) implements Step {

    /** Transfers that are read at a time: about 100 kB of JSON. */
    static final int SIZE = 256;

    @Override
    public List<VolumeTransfer> transfers() {
        return page.transfers();
    }

    @Override
    public Rest restAfter(int count) {
        boolean readWhole = count == transfers().size();
        if (readWhole && (wanted == count || !page.more())) {
            return new End(
                    limit == null || !page.more()
                            ? null
                            : PageRequest.after(
                                    limit, transfers().get(count - 1).id()));
        }
        // A reader that takes only a part of a step would drop as much of the next one.
        long size = Math.min(wanted - count, readWhole ? SIZE : count);
        TransferPosition position = transfers().get(count - 1).position();
        return new Remaining(pages, PageQuery.after(project, position, (int) size), limit, wanted - count);
    }

    /** The rest of a listing, at most {@code wanted} transfers, and the query for its first step. */
    private record Remaining(
            TransferPages pages, PageQuery next, @Nullable Integer limit, long wanted) implements Rest {

        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public @Nullable PageRequest nextPage() {
            return null;
        }

        @Override
        public CompletionStage<Step> read() {
            return pages.page(next).thenApply(page -> new ListingStep(pages, next.project(), page, limit, wanted));
        }
    }

    /** The rest of a listing that has ended. */
    private record End(@Nullable PageRequest nextPage) implements Rest {

        @Override
        public boolean isEmpty() {
            return true;
        }

        @Override
        public CompletionStage<Step> read() {
            throw new NoSuchElementException();
        }
    }
}
