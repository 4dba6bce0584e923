package org.volumetransfers.adapter.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
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
final class TransferListJson implements PartReader.Parts {

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

    private TransferListing.@Nullable Step first;
    private TransferListing.@Nullable Rest rest;
    private byte[] beforeId = FIRST_ID;

    TransferListJson(TransferListing.Step first, TransferLinks links) {
        this.selfLink = JsonBody.json(",\"links\":[{\"href\":\"" + links.self());
        this.bookmarkLink = JsonBody.json("\",\"rel\":\"self\"},{\"href\":\"" + links.bookmark());
        this.first = first;
    }

    @Override
    public boolean hasNext() {
        return rest == null || !rest.isEmpty();
    }

    /**
     * Writes the next step, reading it first unless it is the one this answer was made with. A part ends with the transfer
     * that makes it large enough; those of its step that do not fit are read again. May block on storage.
     */
    @Override
    public ByteBuffer next() {
        TransferListing.Step step = rest == null ? Objects.requireNonNull(first) : rest.read();
        List<VolumeTransfer> transfers = step.transfers();
        int usualBytes = USUAL_BYTES_OF_A_TRANSFER + selfLink.length + bookmarkLink.length;
        JsonBody json = new JsonBody(
                Math.min(START.length + END.length + transfers.size() * usualBytes, AnswerMemory.BYTES_OF_A_PART));
        if (rest == null) {
            json.write(START);
        }
        int written = 0;
        while (written < transfers.size() && json.length() < AnswerMemory.BYTES_OF_A_PART) {
            write(transfers.get(written), json);
            written++;
        }
        first = null;
        rest = step.restAfter(written);
        if (rest.isEmpty()) {
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
