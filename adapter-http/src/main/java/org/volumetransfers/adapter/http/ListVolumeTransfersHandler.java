package org.volumetransfers.adapter.http;

import org.volumetransfers.application.port.in.ListVolumeTransfers;
import org.volumetransfers.application.port.in.TransferListing;
import org.volumetransfers.domain.PageRequest;

/** {@code GET /v2/{project_id}/os-volume-transfer}. */
final class ListVolumeTransfersHandler implements RouteTable.Handler {

    private final ListVolumeTransfers transfers;

    ListVolumeTransfersHandler(ListVolumeTransfers transfers) {
        this.transfers = transfers;
    }

    @Override
    public void handle(Call call) {
        TransferListing listing = transfers.list(call.project(), PageParameters.of(call.query()));
        TransferLinks links = call.links();
        // The JSON of the first step is written by the thread that has read it, to relieve the I/O thread.
        call.await(listing.firstStep().thenApply(first -> new TransferListJson(first, links)), body -> {
            PageRequest next = body.nextPage();
            if (next != null) {
                call.exchange().getResponseHeaders().put(ResponseHeaders.LINK, links.nextPage(next));
            }
            call.answer(body);
        });
    }
}
