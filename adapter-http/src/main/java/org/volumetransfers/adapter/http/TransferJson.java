package org.volumetransfers.adapter.http;

import org.volumetransfers.domain.VolumeTransfer;

/**
 * One transfer of a project as JSON: {@code {"id":...,"name":...,"volume_id":...,"links":[{"href":...,"rel":"self"},
 * {"href":...,"rel":"bookmark"}]}}. Exactly these fields. Source: EVS API Reference, Querying All EVS Disk Transfers, tables 4
 * to 6 and example, 2024-02-27.
 */
final class TransferJson {

    private static final byte[] ID = JsonBody.json("{\"id\":");
    private static final byte[] NAME = JsonBody.json(",\"name\":");
    private static final byte[] VOLUME_ID = JsonBody.json(",\"volume_id\":");
    private static final byte[] END = JsonBody.json("\",\"rel\":\"bookmark\"}]}");

    /** Bytes of a typical transfer without the constant text of its links. */
    private static final int USUAL_BYTES = 256;

    /** The text before the id in the links, which is the same for all transfers of a project. */
    private final byte[] selfLink;

    private final byte[] bookmarkLink;

    TransferJson(TransferLinks links) {
        this.selfLink = JsonBody.json(",\"links\":[{\"href\":\"" + links.self());
        this.bookmarkLink = JsonBody.json("\",\"rel\":\"self\"},{\"href\":\"" + links.bookmark());
    }

    /** Returns the size of a typical transfer in bytes. */
    int usualBytes() {
        return USUAL_BYTES + selfLink.length + bookmarkLink.length;
    }

    void write(VolumeTransfer transfer, JsonBody json) {
        String segment = TransferLinks.segment(transfer.id());
        json.write(ID);
        json.writeText(transfer.id().value());
        json.write(NAME);
        json.writeText(transfer.name());
        json.write(VOLUME_ID);
        json.writeText(transfer.volume().value());
        json.write(selfLink);
        json.writePlain(segment);
        json.write(bookmarkLink);
        json.writePlain(segment);
        json.write(END);
    }
}
