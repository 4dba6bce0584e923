package org.volumetransfers.adapter.http;

import io.undertow.util.StatusCodes;
import org.volumetransfers.application.port.in.ShowVolumeTransfer;
import org.volumetransfers.domain.TransferId;

/** {@code GET /{version}/{project_id}/os-volume-transfer/{transfer_id}}, and the same without the version. */
final class ShowVolumeTransferHandler implements RouteTable.Handler {

    private final ShowVolumeTransfer transfers;

    ShowVolumeTransferHandler(ShowVolumeTransfer transfers) {
        this.transfers = transfers;
    }

    @Override
    public void handle(Call call) {
        TransferId id = new TransferId(call.parameter(RouteTable.TRANSFER));
        TransferJson json = new TransferJson(call.links(), true);
        call.await(
                transfers.show(call.project(), id), transfer -> call.answer(StatusCodes.OK, json.document(transfer)));
    }
}
