package org.volumetransfers.adapter.http;

import io.undertow.server.HttpServerExchange;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.volumetransfers.domain.ProjectId;

/**
 * Bounds what unsent answers take in memory, in total and for one project. An answer in several parts takes its share as
 * long as it lasts; one in a single part takes what its reader leaves unread. A project may take half for the former, and
 * three quarters for both, so that it still gets small answers and others get theirs. All of it is given back when the
 * exchange ends. Safe for any number of threads.
 */
final class AnswerMemory {

    /** Bytes of a part; it may exceed them by one transfer. */
    static final int BYTES_OF_A_PART = 128 * 1024;

    private static final long BYTES_OF_A_LONG_ANSWER = BYTES_OF_A_PART + 32 * 1024;

    private final long limit;
    private final AtomicLong held = new AtomicLong();
    private final ConcurrentMap<ProjectId, Long> heldByProject = new ConcurrentHashMap<>();

    /** On the smallest heap, two projects may have one long answer each. */
    AnswerMemory(long limit) {
        this.limit = Math.max(limit, 2 * BYTES_OF_A_LONG_ANSWER);
    }

    /**
     * Admits an answer in a single part.
     *
     * @throws RefusedException when its project, or all together, have left as much unread as they may
     */
    void requireSome(ProjectId project) {
        if (held.get() >= limit || heldByProject.getOrDefault(project, 0L) >= limit / 4 * 3) {
            throw Fault.OVERLOADED.refused();
        }
    }

    /**
     * Admits an answer in several parts, until the exchange ends.
     *
     * @throws RefusedException when its project, or all together, have as many as they may
     */
    void takeForLongAnswer(HttpServerExchange exchange, ProjectId project) {
        long ofProject = add(project, BYTES_OF_A_LONG_ANSWER);
        if (held.get() > limit || ofProject > limit / 2) {
            add(project, -BYTES_OF_A_LONG_ANSWER);
            throw Fault.OVERLOADED.refused();
        }
        giveBackAtEnd(exchange, project, BYTES_OF_A_LONG_ANSWER);
    }

    /** Notes that the reader of an answer in a single part has left so many bytes of it unread. */
    void leave(HttpServerExchange exchange, ProjectId project, int bytes) {
        add(project, bytes);
        giveBackAtEnd(exchange, project, bytes);
    }

    private void giveBackAtEnd(HttpServerExchange exchange, ProjectId project, long bytes) {
        exchange.addExchangeCompleteListener((ended, next) -> {
            add(project, -bytes);
            next.proceed();
        });
    }

    /** Returns what the project holds then. */
    private long add(ProjectId project, long bytes) {
        held.addAndGet(bytes);
        Long sum = heldByProject.merge(project, bytes, (before, more) -> before + more == 0 ? null : before + more);
        return sum == null ? 0 : sum;
    }
}
