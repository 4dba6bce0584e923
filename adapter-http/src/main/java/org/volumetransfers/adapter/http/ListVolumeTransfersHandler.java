package org.volumetransfers.adapter.http;

import java.util.function.Function;
import org.volumetransfers.application.port.in.ListVolumeTransfers;
import org.volumetransfers.application.port.in.TransferListing;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;

/** {@code GET /{version}/{project_id}/os-volume-transfer}, and {@code /detail} below it. */
final class ListVolumeTransfersHandler implements RouteTable.Handler {

    private final ListVolumeTransfers transfers;
    private final boolean detailed;

    ListVolumeTransfersHandler(ListVolumeTransfers transfers, boolean detailed) {
        this.transfers = transfers;
        this.detailed = detailed;
    }

    @Override
    public void handle(Call call) {
        QueryParameters query = call.query();
        TransferListing listing = list(call.project(), query);
        TransferLinks links = call.links();
        TransferJson item = new TransferJson(links, detailed);
        Function<PageRequest, String> pages = page -> links.page(detailed, page, query);
        // The JSON of the first step is written by the thread that has read it, to relieve the I/O thread.
        call.await(listing.firstStep().thenApply(first -> new TransferListJson(first, item, pages)), body -> {
            String next = body.nextLink();
            if (next != null) {
                call.exchange().getResponseHeaders().put(ResponseHeaders.LINK, '<' + next + ">; rel=\"next\"");
            }
            call.answer(body);
        });
    }

    /** Begins the listing. A refused marker is answered only if the use case accepts the offset. */
    private TransferListing list(ProjectId project, QueryParameters query) {
        PageRequest page = PageParameters.limitAndOffset(query);
        TransferId marker;
        try {
            marker = PageParameters.marker(query);
        } catch (RefusedException e) {
            transfers.list(project, page);
            throw e;
        }
        return transfers.list(project, new PageRequest(page.limit(), page.offset(), marker));
    }
}
