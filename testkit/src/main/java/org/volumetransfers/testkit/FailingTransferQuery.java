package org.volumetransfers.testkit;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

/**
 * Storage that is away, or goes away while an answer is being read: to see what those above the port make of it. Safe
 * for any number of threads.
 */
public final class FailingTransferQuery implements TransferQuery {

    private final @Nullable TransferQuery before;
    private final AtomicInteger pagesLeft;

    private FailingTransferQuery(@Nullable TransferQuery before, int pages) {
        this.before = before;
        this.pagesLeft = new AtomicInteger(pages);
    }

    /**
     * Storage that is away.
     *
     * @return a query that answers nothing
     */
    public static FailingTransferQuery always() {
        return new FailingTransferQuery(null, 0);
    }

    /**
     * Storage that goes away and stays away.
     *
     * @param before who answers until then
     * @param pages how many pages, of whatever project, are answered; 0 or more
     * @return a query that answers so many pages
     */
    public static FailingTransferQuery afterPages(TransferQuery before, int pages) {
        if (pages < 0) {
            throw new IllegalArgumentException("pages must be at least 0: " + pages);
        }
        return new FailingTransferQuery(Objects.requireNonNull(before, "before"), pages);
    }

    @Override
    public TransferPage page(PageQuery query) {
        if (before == null || pagesLeft.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            throw new BackendUnavailableException(Backend.STORAGE, "storage fails on purpose", null);
        }
        return before.page(query);
    }
}
