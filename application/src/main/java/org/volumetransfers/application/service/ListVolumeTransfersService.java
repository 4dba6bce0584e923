package org.volumetransfers.application.service;

import java.util.Objects;
import org.volumetransfers.application.port.in.ListVolumeTransfers;
import org.volumetransfers.application.port.in.TransferListing;
import org.volumetransfers.application.port.out.TransferPages;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
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
        Integer limit = rule.limitInForce(request.limit());
        int size = limit == null ? ListingStep.SIZE : Math.min(limit, ListingStep.SIZE);
        TransferId marker = request.marker();
        PageQuery first = marker == null
                ? PageQuery.atOffset(project, from, size)
                : PageQuery.afterMarker(project, marker, from, size);
        boolean refusePastTheEnd = documented && from > 0;
        return () -> pages.page(first).thenApply(page -> {
            if (refusePastTheEnd && page.transfers().isEmpty()) {
                throw new OffsetRefusedException(from, Reason.PAST_THE_END);
            }
            return new ListingStep(pages, project, page, limit, limit == null ? Long.MAX_VALUE : limit);
        });
    }
}
