package org.volumetransfers.adapter.http;

import java.util.function.Function;
import org.volumetransfers.application.port.in.ListVolumeTransfers;
import org.volumetransfers.application.port.in.TransferListing;
import org.volumetransfers.domain.PageRequest;

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
        TransferListing listing = transfers.list(call.project(), PageParameters.of(call.query()));
        TransferJson item = new TransferJson(call.links(), detailed);
        Function<PageRequest, String> links = page -> call.links().page(detailed, page, call.query());
        // The JSON of the first step is written by the thread that has read it, to relieve the I/O thread.
        call.await(listing.firstStep().thenApply(first -> new TransferListJson(first, item, links)), body -> {
            String next = body.nextLink();
            if (next != null) {
                call.exchange().getResponseHeaders().put(ResponseHeaders.LINK, '<' + next + ">; rel=\"next\"");
            }
            call.answer(body);
        });
    }
}
