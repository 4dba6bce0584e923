package org.volumetransfers.adapter.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.volumetransfers.application.port.in.ListVolumeTransfers;
import org.volumetransfers.application.port.in.TransferListing;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.ProjectId;

/** {@code GET /v2/{project_id}/os-volume-transfer}: asks for the listing, has its first step read, answers. */
final class ListVolumeTransfersHandler {

    /** An offset that a database walks in a moment. */
    private static final int FAR = 1000;

    private final ListVolumeTransfers transfers;
    private final FirstSteps firstSteps;
    private final String publicUrl;
    private final FaultBoundary boundary;
    private final ResponseWriter.Sending sending;

    ListVolumeTransfersHandler(
            ListVolumeTransfers transfers, String publicUrl, FaultBoundary boundary, ResponseWriter.Sending sending) {
        this.transfers = transfers;
        this.firstSteps = new FirstSteps(transfers, boundary, sending);
        this.publicUrl = publicUrl;
        this.boundary = boundary;
        this.sending = sending;
    }

    /** Answers an admitted caller. On the connection's I/O thread. */
    void handle(HttpServerExchange exchange, ProjectId project, PageParameters parameters, Caller caller) {
        PageRequest request = parameters.request();
        TransferListing listing = transfers.list(project, request);
        Consumer<TransferListing.Step> answer = first -> answer(exchange, first, project, caller);
        // Storage work is handed over outside of the call that Undertow makes, which would end the exchange meanwhile.
        exchange.dispatch(SameThreadExecutor.INSTANCE, boundary.around(exchange, () -> {
            if (request.offset() == null || request.offset() <= FAR) {
                firstSteps.read(exchange, listing, answer);
            } else {
                firstSteps.readAlone(exchange, listing, answer);
            }
        }));
    }

    private void answer(HttpServerExchange exchange, TransferListing.Step first, ProjectId project, Caller caller) {
        TransferLinks links = new TransferLinks(publicUrl, project);
        PageRequest nextPage = first.nextPage();
        TransferListJson body = new TransferListJson(first, links);
        ByteBuffer part = body.next();
        Runnable send = boundary.around(exchange, () -> {
            if (nextPage != null) {
                exchange.getResponseHeaders().put(ResponseHeaders.LINK, links.nextPage(nextPage));
            }
            ResponseWriter.send(exchange, sending, part, body, project, caller.expiresAt());
        });
        if (exchange.isInIoThread()) {
            send.run();
        } else {
            IoThreads.hand(exchange.getIoThread(), send);
        }
    }
}
