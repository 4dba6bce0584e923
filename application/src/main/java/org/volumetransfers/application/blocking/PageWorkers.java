package org.volumetransfers.application.blocking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.out.TransferPages;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.error.BackendUnavailableException.Reason;

/**
 * Reads pages, and anything else, on a bounded number of threads, for storage that blocks.
 *
 * <ul>
 *   <li>Queued queries are served in turn by project, so that a project with many of them delays only itself. If the queue
 *       is full, the project with the most queued queries loses its latest one.
 *   <li>A query that skips more than {@value Queued#SHORT_WALK} transfers walks over them in storage, which may take
 *       long. At most one thread serves such queries.
 *   <li>A query that is queued for longer than the deadline fails, even if all threads are blocked.
 * </ul>
 *
 * <p>Threads are daemons and are started on demand.
 */
public final class PageWorkers implements TransferPages, AutoCloseable {

    private static final int SWEEPS_PER_DEADLINE = 20;
    private static final String CLOSED = "storage has been closed";

    private final PageQueue queue;
    private final PageReader reader;
    private final int maxThreads;
    private final int maxBatch;
    private final ThreadFactory threadFactory;
    private final ScheduledExecutorService sweeper;
    private final List<Thread> threads = new ArrayList<>();

    /** Reads several pages at once, which may take much less than reading them one by one. May block. */
    @FunctionalInterface
    public interface PageReader {

        /**
         * Reads pages.
         *
         * @param queries at least one query, of any projects, at most as many as the workers were given as batch size
         * @return for each query, in the same order, a supplier that returns its page, or throws the failure of its query
         */
        List<Supplier<TransferPage>> read(List<PageQuery> queries);
    }

    /**
     * Bounds of the workers.
     *
     * @param threads the most threads, at least 1
     * @param queue the most queued queries, at least 1
     * @param deadline how long a query may be queued, at least 1 ms
     */
    public record Limits(int threads, int queue, Duration deadline) {

        /** Checks the bounds. */
        public Limits {
            if (threads < 1 || queue < 1 || deadline.toMillis() < 1) {
                throw new IllegalArgumentException("threads, queue and deadline must be positive");
            }
        }
    }

    /**
     * Creates workers. Threads for reading are started on demand.
     *
     * @param limits bounds of threads and queue
     * @param maxBatch the most queries that are read at once, at least 1; a lone query is never delayed for others
     * @param reader reads the pages; called by several threads
     */
    public PageWorkers(Limits limits, int maxBatch, PageReader reader) {
        this(limits, maxBatch, reader, Thread::new);
    }

    PageWorkers(Limits limits, int maxBatch, PageReader reader, ThreadFactory threadFactory) {
        this.queue = new PageQueue(limits.queue());
        this.maxThreads = limits.threads();
        this.maxBatch = maxBatch;
        this.reader = Objects.requireNonNull(reader, "reader");
        this.threadFactory = threadFactory;
        this.sweeper = Executors.newSingleThreadScheduledExecutor(task -> newThread("storage-deadline", task));
        long nanos = limits.deadline().toNanos();
        long pause = Math.max(TimeUnit.MILLISECONDS.toNanos(1), nanos / SWEEPS_PER_DEADLINE);
        sweep(nanos, pause);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // failures of queries are reported through their futures
    private void sweep(long deadlineNanos, long pauseNanos) {
        sweeper.scheduleWithFixedDelay(
                () -> queue.removeOlderThan(System.nanoTime() - deadlineNanos)
                        .forEach(late -> late.fail(Reason.DEADLINE_MISSED, "no thread was free in time")),
                pauseNanos,
                pauseNanos,
                TimeUnit.NANOSECONDS);
    }

    private Thread newThread(String name, Runnable task) {
        Thread thread = threadFactory.newThread(task);
        thread.setName(name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public CompletionStage<TransferPage> page(PageQuery query) {
        Queued.Page queued = new Queued.Page(query, new CompletableFuture<>(), System.nanoTime());
        add(queued);
        return queued.result();
    }

    /**
     * Runs a read of a project on one of the threads, in its turn.
     *
     * @param <T> the type of the result
     * @param project the project whose data is read
     * @param read the read, which may block
     * @return the result, completed later; fails with what the read throws, and as pages do if it is not run
     */
    public <T> CompletionStage<T> read(ProjectId project, Supplier<T> read) {
        Queued.Read<T> queued = new Queued.Read<>(project, read, new CompletableFuture<>(), System.nanoTime());
        add(queued);
        return queued.result();
    }

    /** Returns how many queries and reads wait for a thread: at least 0. */
    public int queued() {
        return queue.size();
    }

    private void add(Queued queued) {
        PageQueue.Admission admission = queue.add(queued);
        @Nullable Queued rejected = admission.rejected();
        if (rejected != null) {
            reject(rejected);
        }
        if (admission.needsThread()) {
            startThread(queued);
        }
    }

    private void reject(Queued rejected) {
        if (queue.isClosed()) {
            rejected.fail(Reason.FAILED, CLOSED);
        } else {
            rejected.fail(Reason.QUEUE_FULL, "too many queries are queued");
        }
    }

    private void startThread(Queued queued) {
        try {
            synchronized (threads) {
                if (threads.size() < maxThreads && !queue.isClosed()) {
                    Thread thread = newThread("storage-" + (threads.size() + 1), this::work);
                    thread.start();
                    threads.add(thread);
                }
            }
        } catch (Error e) {
            // Out of threads or memory: only this query fails, since other threads may still serve the rest.
            if (queue.remove(queued)) {
                queued.result().completeExceptionally(e);
            }
        }
    }

    private void work() {
        for (List<Queued> batch = queue.take(maxBatch); !batch.isEmpty(); batch = queue.take(maxBatch)) {
            read(batch);
            // An interrupt that a reader has left pending must not hit the next query.
            Thread.interrupted();
        }
    }

    private void read(List<Queued> batch) {
        if (batch.get(0) instanceof Queued.Read<?> other) {
            other.run();
            return;
        }
        List<Queued.Page> pages = batch.stream().map(Queued.Page.class::cast).toList();
        List<Supplier<TransferPage>> results = readPages(pages);
        queue.served(batch);
        for (int i = 0; i < pages.size(); i++) {
            pages.get(i).complete(results.get(i));
        }
    }

    private List<Supplier<TransferPage>> readPages(List<Queued.Page> batch) {
        try {
            List<Supplier<TransferPage>> pages =
                    reader.read(batch.stream().map(Queued.Page::query).toList());
            if (pages.size() != batch.size()) {
                throw new IllegalStateException(batch.size() + " queries gave " + pages.size() + " pages");
            }
            return pages;
        } catch (RuntimeException | Error e) {
            return Collections.nCopies(batch.size(), () -> {
                throw e;
            });
        }
    }

    /** Fails all queued queries and interrupts the threads. Later queries fail at once. */
    @Override
    public void close() {
        sweeper.shutdownNow();
        queue.close().forEach(each -> each.fail(Reason.FAILED, CLOSED));
        synchronized (threads) {
            threads.forEach(Thread::interrupt);
        }
    }
}
