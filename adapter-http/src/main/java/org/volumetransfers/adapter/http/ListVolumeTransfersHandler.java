package org.volumetransfers.adapter.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import org.volumetransfers.application.port.in.ListVolumeTransfers;
import org.volumetransfers.application.port.in.TransferListing;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.ProjectId;

/** {@code GET /v2/{project_id}/os-volume-transfer}: asks for the listing, reads its first step, answers. */
final class ListVolumeTransfersHandler {

    private final ListVolumeTransfers transfers;
    private final String publicUrl;
    private final FaultBoundary boundary;
    private final ResponseWriter.Sending sending;

    ListVolumeTransfersHandler(
            ListVolumeTransfers transfers, String publicUrl, FaultBoundary boundary, ResponseWriter.Sending sending) {
        this.transfers = transfers;
        this.publicUrl = publicUrl;
        this.boundary = boundary;
        this.sending = sending;
    }

    /** Answers a caller who was let in. On the connection's I/O thread. */
    void handle(HttpServerExchange exchange, ProjectId project, PageParameters parameters) {
        TransferListing listing = transfers.list(project, parameters.request());
        TransferLinks links = new TransferLinks(publicUrl, project);
        // Storage work is handed over outside of the call that Undertow makes, which would end the exchange meanwhile.
        exchange.dispatch(SameThreadExecutor.INSTANCE, boundary.around(exchange, () -> {
            try {
                QueuedWork.hand(
                        sending.storage(),
                        exchange.getIoThread(),
                        sending.queueTimeout(),
                        boundary.around(exchange, () -> read(exchange, listing, links)),
                        boundary.around(exchange, ListVolumeTransfersHandler::overloaded));
            } catch (RejectedExecutionException e) {
                overloaded();
            }
        }));
    }

    private static void overloaded() {
        throw Fault.OVERLOADED.refused();
    }

    private void read(HttpServerExchange exchange, TransferListing listing, TransferLinks links) {
        TransferListing.Step first = listing.firstStep();
        TransferListJson body = new TransferListJson(first, links);
        ByteBuffer part = body.next();
        Runnable send = boundary.around(exchange, () -> {
            PageRequest nextPage = first.nextPage();
            if (nextPage != null) {
                exchange.getResponseHeaders().put(ResponseHeaders.LINK, links.nextPage(nextPage));
            }
            if (body.hasNext()) {
                ResponseWriter.sendInParts(exchange, sending, part, body);
            } else {
                ResponseWriter.sendWhole(exchange, sending, part);
            }
        });
        if (exchange.isInIoThread()) {
            send.run();
        } else {
            IoThreads.hand(exchange.getIoThread(), send);
        }
    }
}
