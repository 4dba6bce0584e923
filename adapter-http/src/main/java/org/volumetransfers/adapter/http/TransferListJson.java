package org.volumetransfers.adapter.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.engine.ResponseParts;
import org.volumetransfers.adapter.http.engine.ResponseSender;
import org.volumetransfers.application.port.in.TransferListing;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * A listing as JSON, {@code {"transfers":[...]}}, with the member {@code transfers_links} if another page follows. It is
 * written step by step as it is read. A part ends with the transfer that makes it large enough; transfers of its step that do
 * not fit are read again. Used by one thread at a time.
 */
final class TransferListJson implements ResponseParts {

    private static final byte[] START = JsonBody.json("{\"transfers\":[");
    private static final byte[] END = JsonBody.json("]}");
    private static final byte[] NEXT = JsonBody.json("],\"transfers_links\":[{\"rel\":\"next\",\"href\":\"");
    private static final byte[] END_OF_NEXT = JsonBody.json("\"}]}");

    private final TransferJson item;
    private final Function<PageRequest, String> links;
    private TransferListing.Rest rest;
    private @Nullable ByteBuffer first;
    private long rows;

    /** Begins with the first step of a listing; {@code links} gives the link to another page, in printable ASCII. */
    TransferListJson(TransferListing.Step step, TransferJson item, Function<PageRequest, String> links) {
        this.item = item;
        this.links = links;
        JsonBody json = new JsonBody(capacity(step));
        json.write(START);
        this.rest = write(step, json);
        this.first = json.take();
    }

    /** Returns the link to the page after the listing; null if there is none, or the listing has not been read so far. */
    @Nullable String nextLink() {
        PageRequest next = rest.nextPage();
        return next == null ? null : links.apply(next);
    }

    /** Returns how many transfers have been written. */
    long rows() {
        return rows;
    }

    @Override
    public ByteBuffer takeFirst() {
        ByteBuffer taken = Objects.requireNonNull(first, "taken already");
        first = null;
        return taken;
    }

    @Override
    public boolean hasNext() {
        return !rest.isEmpty();
    }

    @Override
    public CompletionStage<ByteBuffer> next() {
        return rest.read().thenApply(step -> {
            JsonBody json = new JsonBody(capacity(step));
            rest = write(step, json);
            return json.take();
        });
    }

    @Override
    public boolean isTemporary(Throwable failure) {
        return Fault.of(failure) == Fault.OVERLOADED;
    }

    private int capacity(TransferListing.Step step) {
        int usualBytes = step.transfers().size() * item.usualBytes() + START.length + END.length;
        return Math.min(usualBytes, ResponseSender.PART_BYTES);
    }

    /** Writes the transfers that fit, and the end if nothing follows. */
    private TransferListing.Rest write(TransferListing.Step step, JsonBody json) {
        List<VolumeTransfer> transfers = step.transfers();
        int written = 0;
        while (written < transfers.size() && json.length() < ResponseSender.PART_BYTES) {
            if (rows++ > 0) {
                json.write(',');
            }
            item.write(transfers.get(written++), json);
        }
        TransferListing.Rest left = step.restAfter(written);
        if (left.isEmpty()) {
            writeEnd(left.nextPage(), json);
        }
        return left;
    }

    private void writeEnd(@Nullable PageRequest next, JsonBody json) {
        if (next == null) {
            json.write(END);
        } else {
            json.write(NEXT);
            json.writePlain(links.apply(next));
            json.write(END_OF_NEXT);
        }
    }
}
