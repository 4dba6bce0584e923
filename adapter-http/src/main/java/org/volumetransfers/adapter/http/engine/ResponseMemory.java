package org.volumetransfers.adapter.http.engine;

import io.undertow.server.HttpServerExchange;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the memory of unsent responses, in total and for each owner. A response in several parts takes a fixed share for as
 * long as it lasts; one in a single part takes what its reader leaves unread. An owner may take half of the memory for the
 * former, and three quarters for both, so that it still gets small responses, and others get theirs. All memory is returned
 * when the exchange ends. Safe for use by multiple threads.
 */
final class ResponseMemory {

    static final int PART_BYTES = 128 * 1024;

    private static final long LONG_RESPONSE_BYTES = PART_BYTES + 32 * 1024;

    private final long limit;
    private final AtomicLong held = new AtomicLong();
    private final ConcurrentMap<Object, Long> heldByOwner = new ConcurrentHashMap<>();

    /** On the smallest heap, two owners may have one long response each. */
    ResponseMemory(long limit) {
        this.limit = Math.max(limit, 2 * LONG_RESPONSE_BYTES);
    }

    /**
     * Admits a response in a single part.
     *
     * @throws OverloadException if the owner, or all owners together, have left as much unread as they may
     */
    void requireSome(Object owner) {
        if (held.get() >= limit || heldByOwner.getOrDefault(owner, 0L) >= limit / 4 * 3) {
            throw new OverloadException("too many bytes of responses are unread");
        }
    }

    /**
     * Admits a response in several parts, until the exchange ends.
     *
     * @throws OverloadException if the owner, or all owners together, have as many as they may
     */
    void takeForLongResponse(HttpServerExchange exchange, Object owner) {
        long ofOwner = add(owner, LONG_RESPONSE_BYTES);
        if (held.get() > limit || ofOwner > limit / 2) {
            add(owner, -LONG_RESPONSE_BYTES);
            throw new OverloadException("too many long responses are being sent");
        }
        returnAtEnd(exchange, owner, LONG_RESPONSE_BYTES);
    }

    /** Notes that the reader of a response in a single part has left so many bytes of it unread. */
    void leaveUnread(HttpServerExchange exchange, Object owner, int bytes) {
        add(owner, bytes);
        returnAtEnd(exchange, owner, bytes);
    }

    private void returnAtEnd(HttpServerExchange exchange, Object owner, long bytes) {
        exchange.addExchangeCompleteListener((ended, next) -> {
            add(owner, -bytes);
            next.proceed();
        });
    }

    /** Returns what the owner holds then. */
    private long add(Object owner, long bytes) {
        held.addAndGet(bytes);
        Long sum = heldByOwner.merge(owner, bytes, (before, more) -> before + more == 0 ? null : before + more);
        return sum == null ? 0 : sum;
    }
}
