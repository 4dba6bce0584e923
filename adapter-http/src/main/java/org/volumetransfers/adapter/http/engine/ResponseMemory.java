package org.volumetransfers.adapter.http.engine;

import io.undertow.server.HttpServerExchange;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the memory of unsent responses, in total and for each owner. A response in several parts holds a fixed amount while
 * it is sent; one in a single part holds its unread bytes. An owner may hold half of the memory for the former and three
 * quarters for both, so that small responses to it and responses to others are still possible. An exchange returns its memory
 * when it ends. Safe for use by multiple threads.
 */
final class ResponseMemory {

    private static final long LONG_RESPONSE_BYTES = ResponseSender.PART_BYTES + 32 * 1024;

    private final long limit;
    private final AtomicLong held = new AtomicLong();
    private final ConcurrentMap<Object, Long> heldByOwner = new ConcurrentHashMap<>();

    /** Creates a memory in which two owners may have one long response each, even if the limit is smaller. */
    ResponseMemory(long limit) {
        this.limit = Math.max(limit, 2 * LONG_RESPONSE_BYTES);
    }

    /** Admits a response in a single part, unless the owner, or all owners together, hold as much as they may. */
    void requireSome(Object owner) {
        if (held.get() >= limit || heldByOwner.getOrDefault(owner, 0L) >= limit / 4 * 3) {
            throw new OverloadException("too many bytes of responses are unread");
        }
    }

    /** Admits a response in several parts, until the exchange ends, with the same exception. */
    void takeForLongResponse(HttpServerExchange exchange, Object owner) {
        long ofOwner = add(owner, LONG_RESPONSE_BYTES);
        if (held.get() > limit || ofOwner > limit / 2) {
            add(owner, -LONG_RESPONSE_BYTES);
            throw new OverloadException("too many long responses are being sent");
        }
        returnAtEnd(exchange, owner, LONG_RESPONSE_BYTES);
    }

    /** Records unread bytes of a response in a single part, until the exchange ends. */
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

    /** Returns the sum that the owner holds afterwards. */
    private long add(Object owner, long bytes) {
        held.addAndGet(bytes);
        Long sum = heldByOwner.merge(owner, bytes, (before, more) -> before + more == 0 ? null : before + more);
        return sum == null ? 0 : sum;
    }
}
