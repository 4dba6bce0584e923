package org.volumetransfers.adapter.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.in.TransferListing;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * The body of an answer, written step by step as the listing is read: {@code {"transfers":[{"id":...,"name":...,
 * "volume_id":...,"links":[{"href":...,"rel":"self"},{"href":...,"rel":"bookmark"}]}, ...]}}. Exactly these fields.
 *
 * <p>One answer, one object; steps are written one after the other, on any thread. Source: EVS API Reference, Querying
 * All EVS Disk Transfers, tables 4 to 6 and example, 2024-02-27.
 */
final class TransferListJson implements ResponseWriter.Parts {

    private static final byte[] START = JsonBody.json("{\"transfers\":[");
    private static final byte[] FIRST_ID = JsonBody.json("{\"id\":");
    private static final byte[] NEXT_ID = JsonBody.json(",{\"id\":");
    private static final byte[] NAME = JsonBody.json(",\"name\":");
    private static final byte[] VOLUME_ID = JsonBody.json(",\"volume_id\":");
    private static final byte[] END_OF_TRANSFER = JsonBody.json("\",\"rel\":\"bookmark\"}]}");
    private static final byte[] END = JsonBody.json("]}");

    /** What a transfer comes to beside its links: the rest of the JSON, ids of 36 characters, a name of 40 bytes. */
    private static final int USUAL_BYTES_OF_A_TRANSFER = 256;

    /** What stands around the id in the links, the same for every transfer: from the end of the volume's id on. */
    private final byte[] selfLink;

    private final byte[] bookmarkLink;

    private TransferListing.@Nullable Step unwritten;
    private TransferListing.Step last;
    private byte[] beforeId = FIRST_ID;

    TransferListJson(TransferListing.Step first, TransferLinks links) {
        this.selfLink = JsonBody.json(",\"links\":[{\"href\":\"" + links.self());
        this.bookmarkLink = JsonBody.json("\",\"rel\":\"self\"},{\"href\":\"" + links.bookmark());
        this.unwritten = first;
        this.last = first;
    }

    @Override
    public boolean hasNext() {
        return unwritten != null || !last.isLast();
    }

    /** Writes the next step, reading it first unless it is the one this answer was made with. May block on storage. */
    @Override
    public ByteBuffer next() {
        boolean isFirst = unwritten != null;
        TransferListing.Step step = unwritten == null ? last.next() : unwritten;
        unwritten = null;
        last = step;
        int usualBytes = USUAL_BYTES_OF_A_TRANSFER + selfLink.length + bookmarkLink.length;
        JsonBody json =
                new JsonBody(START.length + END.length + step.transfers().size() * usualBytes);
        if (isFirst) {
            json.write(START);
        }
        for (VolumeTransfer transfer : step.transfers()) {
            write(transfer, json);
        }
        if (step.isLast()) {
            json.write(END);
        }
        return json.take();
    }

    private void write(VolumeTransfer transfer, JsonBody json) {
        String id = transfer.id().value();
        String segment = TransferLinks.segment(transfer.id());
        json.write(beforeId);
        beforeId = NEXT_ID;
        json.writeText(id);
        json.write(NAME);
        json.writeTextOrNull(transfer.name());
        json.write(VOLUME_ID);
        json.writeText(transfer.volume().value());
        json.write(selfLink);
        json.writePlain(segment);
        json.write(bookmarkLink);
        json.writePlain(segment);
        json.write(END_OF_TRANSFER);
    }
}
