package org.volumetransfers.application.blocking;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.volumetransfers.application.blocking.Queries.TIMEOUT_SECONDS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.volumetransfers.application.blocking.PageWorkers.Limits;
import org.volumetransfers.application.blocking.PageWorkers.PageReader;

/** Opens workers for a test, closes them afterwards, and checks that closing leaves no thread. */
final class OpenWorkers implements AfterEachCallback {

    static final Duration NEVER = Duration.ofDays(1);

    final Collection<Thread> threads = new ConcurrentLinkedQueue<>();

    private final PageReader reader;
    private final List<PageWorkers> opened = new ArrayList<>();

    OpenWorkers(PageReader reader) {
        this.reader = reader;
    }

    /** Opens workers that fail no query for its time in the queue, nor for the length of the queue, and read one at a time. */
    PageWorkers workers(int threadCount) {
        return workers(threadCount, 1_000, NEVER, 1, reader);
    }

    PageWorkers workers(int threadCount, int queue, Duration deadline, int maxBatch, PageReader pageReader) {
        return workers(new Limits(threadCount, queue, deadline), maxBatch, pageReader, this::newThread);
    }

    PageWorkers workers(Limits limits, int maxBatch, PageReader pageReader, ThreadFactory threadFactory) {
        PageWorkers workers = new PageWorkers(limits, maxBatch, pageReader, threadFactory);
        opened.add(workers);
        return workers;
    }

    Thread newThread(Runnable task) {
        Thread thread = new Thread(task);
        threads.add(thread);
        return thread;
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        opened.forEach(PageWorkers::close);
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
            assertFalse(thread.isAlive(), thread::getName);
        }
    }
}
