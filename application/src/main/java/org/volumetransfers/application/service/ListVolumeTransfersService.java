package org.volumetransfers.application.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.in.ListVolumeTransfers;
import org.volumetransfers.application.port.in.TransferListing;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.error.OffsetRefusedException;
import org.volumetransfers.domain.error.OffsetRefusedException.Reason;

/**
 * Lists transfers under a paging rule. Safe for any number of threads.
 *
 * <pre>{@code
 * ListVolumeTransfers transfers = new ListVolumeTransfersService(query, PagingRule.DOCUMENTED);
 * for (VolumeTransfer transfer : transfers.list(new ProjectId("firstproject"), PageRequest.all())) {
 *     System.out.println(transfer.id() + " " + transfer.name());
 * }
 * }</pre>
 */
public final class ListVolumeTransfersService implements ListVolumeTransfers {

    private final TransferQuery query;
    private final PagingRule rule;

    /**
     * Puts the use case on a storage.
     *
     * @param query where pages are read
     * @param rule how they are cut
     */
    public ListVolumeTransfersService(TransferQuery query, PagingRule rule) {
        this.query = Objects.requireNonNull(query, "query");
        this.rule = Objects.requireNonNull(rule, "rule");
    }

    @Override
    public TransferListing list(ProjectId project, PageRequest request) {
        Integer offset = request.offset();
        if (offset != null && offset == 0 && rule.offsetRule() == OffsetRule.DOCUMENTED) {
            throw new OffsetRefusedException(0, Reason.NOT_POSITIVE);
        }
        Integer limit = rule.limitInForce(request.limit());
        int from = offset == null ? 0 : offset;
        boolean refusePastTheEnd = from > 0 && rule.offsetRule() == OffsetRule.DOCUMENTED;
        return new Listing(Objects.requireNonNull(project, "project"), from, limit, refusePastTheEnd);
    }

    @Override
    public List<Supplier<TransferListing.Step>> firstSteps(List<TransferListing> listings) {
        List<Listing> ours = listings.stream().map(Listing.class::cast).toList();
        List<Supplier<TransferPage>> pages =
                query.pages(ours.stream().map(Listing::firstQuery).toList());
        List<Supplier<TransferListing.Step>> steps = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            Listing listing = ours.get(i);
            Supplier<TransferPage> page = pages.get(i);
            steps.add(() -> listing.firstStep(page.get()));
        }
        return steps;
    }

    @Override
    public int firstStepsAtOnce() {
        return query.pagesAtOnce();
    }

    /** One accepted request, waiting to be read. */
    private final class Listing implements TransferListing {

        private final ProjectId project;
        private final int offset;
        private final @Nullable Integer limit;
        private final boolean refusePastTheEnd;

        Listing(ProjectId project, int offset, @Nullable Integer limit, boolean refusePastTheEnd) {
            this.project = project;
            this.offset = offset;
            this.limit = limit;
            this.refusePastTheEnd = refusePastTheEnd;
        }

        @Override
        public Step firstStep() {
            return firstStep(query.page(firstQuery()));
        }

        PageQuery firstQuery() {
            return ListingStep.firstQuery(project, offset, limit);
        }

        Step firstStep(TransferPage page) {
            Step first = ListingStep.first(query, project, page, offset, limit);
            if (refusePastTheEnd && first.transfers().isEmpty()) {
                throw new OffsetRefusedException(offset, Reason.PAST_THE_END);
            }
            return first;
        }
    }
}
