package org.volumetransfers.adapter.http.engine;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/** The body of a response in parts, the first of which exists already. Used by one thread at a time. */
public interface ResponseParts {

    /**
     * Takes the first part, once.
     *
     * @return its bytes
     */
    ByteBuffer takeFirst();

    /**
     * Returns whether another part follows.
     *
     * @return true if {@link #next} may be called
     */
    boolean hasNext();

    /**
     * Produces the next part. Never blocks.
     *
     * @return its bytes, at most a little more than {@link ResponseSender#PART_BYTES}
     */
    CompletionStage<ByteBuffer> next();

    /**
     * Returns whether {@link #next} may be called again after it failed.
     *
     * @param failure the failure of its stage
     * @return true if the failure is due to load that may pass
     */
    boolean isTemporary(Throwable failure);
}
