package org.volumetransfers.application.service;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.in.ListVolumeTransfers;
import org.volumetransfers.application.port.in.TransferListing;
import org.volumetransfers.application.port.out.TransferPages;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.error.OffsetRefusedException;
import org.volumetransfers.domain.error.OffsetRefusedException.Reason;

/**
 * Lists transfers under a paging rule. Safe for use by multiple threads.
 *
 * <pre>{@code
 * TransferPages pages = BlockingTransferPages.direct(query);
 * ListVolumeTransfers transfers = new ListVolumeTransfersService(pages, PagingRule.DOCUMENTED);
 * for (VolumeTransfer transfer : transfers.list(new ProjectId("firstproject"), PageRequest.all())) {
 *     System.out.println(transfer.id() + " " + transfer.name());
 * }
 * }</pre>
 */
public final class ListVolumeTransfersService implements ListVolumeTransfers {

    private final TransferPages pages;
    private final PagingRule rule;

    /**
     * Creates the use case.
     *
     * @param pages reads pages from storage
     * @param rule which offsets are accepted, and how large a listing may be
     */
    public ListVolumeTransfersService(TransferPages pages, PagingRule rule) {
        this.pages = Objects.requireNonNull(pages, "pages");
        this.rule = Objects.requireNonNull(rule, "rule");
    }

    @Override
    public TransferListing list(ProjectId project, PageRequest request) {
        Objects.requireNonNull(project, "project");
        Integer offset = request.offset();
        boolean documented = rule.offsetRule() == OffsetRule.DOCUMENTED;
        if (documented && offset != null && offset == 0) {
            throw new OffsetRefusedException(0, Reason.NOT_POSITIVE);
        }
        int from = offset == null ? 0 : offset;
        return new Listing(pages, project, from, rule.limitInForce(request.limit()), documented && from > 0);
    }

    /**
     * A listing that has not been read.
     *
     * @param limit the most transfers; null for all
     */
    private record Listing(
            TransferPages pages,
            ProjectId project,
            int offset,
            @Nullable Integer limit,
            boolean refusePastTheEnd) implements TransferListing {

        @Override
        public CompletionStage<Step> firstStep() {
            long wanted = limit == null ? Long.MAX_VALUE : limit;
            int size = (int) Math.min(wanted, ListingStep.SIZE);
            return pages.page(PageQuery.atOffset(project, offset, size)).thenCompose(page -> {
                if (refusePastTheEnd && page.transfers().isEmpty()) {
                    throw new OffsetRefusedException(offset, Reason.PAST_THE_END);
                }
                return nextPage(page).thenApply(next -> new ListingStep(pages, project, page, wanted, next));
            });
        }

        /** An offset above 2147483647 cannot be requested, so it is no next page. */
        private CompletionStage<@Nullable PageRequest> nextPage(TransferPage firstPage) {
            if (limit == null || !firstPage.more() || (long) offset + limit > Integer.MAX_VALUE) {
                return CompletableFuture.completedStage(null);
            }
            int nextOffset = offset + limit;
            PageRequest next = new PageRequest(limit, nextOffset);
            if (firstPage.transfers().size() == limit) {
                return CompletableFuture.completedStage(next);
            }
            return pages.page(PageQuery.atOffset(project, nextOffset, 1))
                    .thenApply(page -> page.transfers().isEmpty() ? null : next);
        }
    }
}
