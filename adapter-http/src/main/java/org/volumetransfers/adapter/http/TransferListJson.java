package org.volumetransfers.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    private static final SerializableString ID = new SerializedString("id");
    private static final SerializableString NAME = new SerializedString("name");
    private static final SerializableString VOLUME_ID = new SerializedString("volume_id");
    private static final SerializableString LINKS = new SerializedString("links");
    private static final SerializableString HREF = new SerializedString("href");
    private static final SerializableString REL = new SerializedString("rel");
    private static final SerializableString SELF = new SerializedString("self");
    private static final SerializableString BOOKMARK = new SerializedString("bookmark");

    /** What a transfer with a short name and a short base of links comes to. */
    private static final int USUAL_BYTES_OF_A_TRANSFER = 450;

    private final TransferLinks links;
    private final StepBuffer buffer;
    private final JsonGenerator json;
    private TransferListing.@Nullable Step unwritten;
    private TransferListing.Step last;

    TransferListJson(TransferListing.Step first, TransferLinks links) {
        this.links = links;
        this.unwritten = first;
        this.last = first;
        this.buffer = new StepBuffer(64 + first.transfers().size() * USUAL_BYTES_OF_A_TRANSFER);
        try {
            this.json = JsonBody.writing(buffer);
            json.writeStartObject();
            json.writeArrayFieldStart("transfers");
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    @Override
    public boolean hasNext() {
        return unwritten != null || !last.isLast();
    }

    /** Writes the next step, reading it first unless it is the one this answer was made with. May block on storage. */
    @Override
    public ByteBuffer next() {
        TransferListing.Step step = unwritten == null ? last.next() : unwritten;
        unwritten = null;
        last = step;
        try {
            for (VolumeTransfer transfer : step.transfers()) {
                write(transfer);
            }
            if (step.isLast()) {
                json.writeEndArray();
                json.writeEndObject();
                json.close();
            } else {
                json.flush();
            }
            return buffer.take();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    private void write(VolumeTransfer transfer) throws IOException {
        json.writeStartObject();
        json.writeFieldName(ID);
        json.writeString(transfer.id().value());
        json.writeFieldName(NAME);
        json.writeString(transfer.name());
        json.writeFieldName(VOLUME_ID);
        json.writeString(transfer.volume().value());
        json.writeFieldName(LINKS);
        json.writeStartArray();
        writeLink(links.self(transfer.id()), SELF);
        writeLink(links.bookmark(transfer.id()), BOOKMARK);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeLink(String href, SerializableString rel) throws IOException {
        json.writeStartObject();
        json.writeFieldName(HREF);
        json.writeString(href);
        json.writeFieldName(REL);
        json.writeString(rel);
        json.writeEndObject();
    }

    /** Collects the bytes of one step and hands them on without copying. */
    private static final class StepBuffer extends ByteArrayOutputStream {

        StepBuffer(int size) {
            super(size);
        }

        /** What was written since the last take; a fresh array follows, since this one is being sent. */
        synchronized ByteBuffer take() {
            ByteBuffer taken = ByteBuffer.wrap(buf, 0, count);
            buf = new byte[Math.max(count, 1)];
            count = 0;
            return taken;
        }
    }
}
