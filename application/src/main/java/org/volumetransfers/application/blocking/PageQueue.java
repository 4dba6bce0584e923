package org.volumetransfers.application.blocking;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.ProjectId;

/**
 * Queued queries in two lanes: walks, which one thread serves at a time, and all others. Within a lane projects take turns,
 * and the queries of a project keep their order. Safe for use by multiple threads.
 */
final class PageQueue {

    private final int limit;
    private final Lane quick = new Lane();
    private final Lane walks = new Lane();
    private int idleThreads;
    private boolean walking;
    private boolean walkedLast;
    private boolean closed;

    /**
     * The outcome of adding a query.
     *
     * @param rejected the query that lost its place, or the added one if none did; null if all fit
     * @param needsThread whether fewer threads are idle than could serve queries
     */
    record Admission(@Nullable Queued rejected, boolean needsThread) {}

    PageQueue(int limit) {
        this.limit = limit;
    }

    private Lane lane(Queued queued) {
        return queued.isWalk() ? walks : quick;
    }

    synchronized Admission add(Queued added) {
        @Nullable Queued rejected = null;
        if (closed || quick.size + walks.size >= limit) {
            rejected = closed ? null : makeRoomFor(added);
            if (rejected == null) {
                return new Admission(added, false);
            }
        }
        lane(added).add(added);
        notify();
        // A walk that has to wait for another one gets a thread as well, so that it never waits for a thread
        // afterwards.
        int wanted = quick.size + Math.min(1, walks.size);
        return new Admission(rejected, wanted > idleThreads);
    }

    /** Removes the latest query of the project with most in a lane, unless the added query's project would then have most. */
    private @Nullable Queued makeRoomFor(Queued added) {
        Lane fuller = quick.largestShare() >= walks.largestShare() ? quick : walks;
        return fuller.largestShare() > lane(added).share(added.project()) + 1 ? fuller.removeLatestOfLargest() : null;
    }

    /**
     * Waits for queries and takes some of one lane. An interrupt does not end the wait; {@link #close} does.
     *
     * @param atMost the most queries to take; only pages are taken together, and of walks always one
     * @return the queries, empty once the queue is closed
     */
    synchronized List<Queued> take(int atMost) {
        while (!closed) {
            boolean mayWalk = walks.size > 0 && !walking;
            if (mayWalk && (quick.size == 0 || !walkedLast)) {
                walking = true;
                walkedLast = true;
                return walks.take(1);
            }
            if (quick.size > 0) {
                walkedLast = false;
                return quick.takeTogether(atMost);
            }
            idleThreads++;
            try {
                wait();
            } catch (InterruptedException e) {
                // Left by a reader, or sent by close, which the loop sees.
            } finally {
                idleThreads--;
            }
        }
        return List.of();
    }

    /** Notes that a thread has read these queries. It may be busy for longer, so that another one takes the next walk. */
    synchronized void served(List<Queued> batch) {
        if (batch.get(0).isWalk()) {
            walking = false;
            notify();
        }
    }

    synchronized boolean remove(Queued queued) {
        return lane(queued).remove(queued);
    }

    /** Removes the queries that were added before a time. */
    synchronized List<Queued> removeOlderThan(long nanoTime) {
        List<Queued> removed = new ArrayList<>();
        quick.removeOlderThan(nanoTime, removed);
        walks.removeOlderThan(nanoTime, removed);
        return removed;
    }

    synchronized int size() {
        return quick.size + walks.size;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Ends all waiting and returns what was queued. */
    synchronized List<Queued> close() {
        closed = true;
        List<Queued> left = new ArrayList<>(quick.take(quick.size));
        left.addAll(walks.take(walks.size));
        notifyAll();
        return left;
    }

    /** The queries of one lane by project, the project whose turn is next first. */
    private static final class Lane {

        private final Map<ProjectId, Deque<Queued>> byProject = new LinkedHashMap<>();
        private int size;

        void add(Queued queued) {
            byProject
                    .computeIfAbsent(queued.project(), project -> new ArrayDeque<>(2))
                    .add(queued);
            size++;
        }

        List<Queued> take(int atMost) {
            List<Queued> taken = new ArrayList<>(Math.min(atMost, size));
            while (taken.size() < atMost && size > 0) {
                Iterator<Map.Entry<ProjectId, Deque<Queued>>> turns =
                        byProject.entrySet().iterator();
                Map.Entry<ProjectId, Deque<Queued>> next = turns.next();
                Deque<Queued> ofProject = next.getValue();
                taken.add(ofProject.remove());
                size--;
                if (ofProject.isEmpty() || byProject.size() > 1) {
                    turns.remove();
                }
                if (!ofProject.isEmpty()) {
                    byProject.put(next.getKey(), ofProject);
                }
            }
            return taken;
        }

        /** Takes the next query, and if it is for a page, those for pages that directly follow it. */
        List<Queued> takeTogether(int atMost) {
            List<Queued> taken = take(1);
            while (taken.size() < atMost && size > 0 && taken.get(0).isPage() && next().isPage()) {
                taken.addAll(take(1));
            }
            return taken;
        }

        private Queued next() {
            return byProject.values().iterator().next().element();
        }

        int share(ProjectId project) {
            Deque<Queued> ofProject = byProject.get(project);
            return ofProject == null ? 0 : ofProject.size();
        }

        int largestShare() {
            return byProject.values().stream().mapToInt(Deque::size).max().orElse(0);
        }

        Queued removeLatestOfLargest() {
            int largest = largestShare();
            Deque<Queued> ofProject = byProject.values().stream()
                    .filter(each -> each.size() == largest)
                    .findFirst()
                    .orElseThrow();
            size--;
            return ofProject.removeLast();
        }

        boolean remove(Queued queued) {
            ProjectId project = queued.project();
            Deque<Queued> ofProject = byProject.get(project);
            boolean removed = ofProject != null && ofProject.remove(queued);
            if (removed) {
                size--;
                byProject.computeIfPresent(project, (id, left) -> left.isEmpty() ? null : left);
            }
            return removed;
        }

        void removeOlderThan(long nanoTime, List<Queued> removed) {
            Iterator<Deque<Queued>> projects = byProject.values().iterator();
            while (projects.hasNext()) {
                Deque<Queued> ofProject = projects.next();
                while (!ofProject.isEmpty() && ofProject.peek().since() - nanoTime < 0) {
                    removed.add(ofProject.remove());
                    size--;
                }
                if (ofProject.isEmpty()) {
                    projects.remove();
                }
            }
        }
    }
}
