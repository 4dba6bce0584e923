package org.volumetransfers.adapter.http.engine;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/** The body of a response in parts, the first of which exists already. Used by one thread at a time. */
public interface ResponseParts {

    /** Takes the first part, once. */
    ByteBuffer takeFirst();

    /** Returns whether another part follows, so that {@link #next} may be called. */
    boolean hasNext();

    /** Produces the next part: at most a little more than {@link ResponseSender#PART_BYTES}. Never blocks. */
    CompletionStage<ByteBuffer> next();

    /** Returns whether {@link #next} may be called again after its stage failed, because of load that may pass. */
    boolean isTemporary(Throwable failure);
}
