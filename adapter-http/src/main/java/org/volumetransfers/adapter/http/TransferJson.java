package org.volumetransfers.adapter.http;

import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * One transfer of a project as JSON: {@code {"id":...,"name":...,"volume_id":...,"links":[{"href":...,"rel":"self"},
 * {"href":...,"rel":"bookmark"}]}}; a detailed one has {@code created_at} after the id. Exactly these fields. Source: EVS API
 * Reference, Querying All EVS Disk Transfers, tables 4 to 6 and example, 2024-02-27.
 */
final class TransferJson {

    private static final byte[] START = JsonBody.json("{\"transfer\":");
    private static final byte[] ID = JsonBody.json("{\"id\":");
    private static final byte[] CREATED_AT = JsonBody.json(",\"created_at\":");
    private static final byte[] NAME = JsonBody.json(",\"name\":");
    private static final byte[] VOLUME_ID = JsonBody.json(",\"volume_id\":");
    private static final byte[] END = JsonBody.json("\",\"rel\":\"bookmark\"}]}");

    /** Six digits and no zone, which clients parse exactly so. Source: EVS API Reference, Querying Details, 2024-02-27. */
    private static final DateTimeFormatter CREATED_AT_FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Bytes of a typical transfer without the constant text of its links. */
    private static final int USUAL_BYTES = 256;

    /** The text before the id in the links, which is the same for all transfers of a project. */
    private final byte[] selfLink;

    private final byte[] bookmarkLink;
    private final boolean detailed;

    /** Creates JSON of summaries or, with {@code created_at}, of details. */
    TransferJson(TransferLinks links, boolean detailed) {
        this.detailed = detailed;
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
        if (detailed) {
            json.write(CREATED_AT);
            json.writeText(CREATED_AT_FORMAT.format(transfer.createdAt()));
        }
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

    /** Returns the document of a single transfer, {@code {"transfer":{...}}}. */
    ByteBuffer document(VolumeTransfer transfer) {
        JsonBody json = new JsonBody(usualBytes());
        json.write(START);
        write(transfer, json);
        json.write('}');
        return json.take();
    }
}
