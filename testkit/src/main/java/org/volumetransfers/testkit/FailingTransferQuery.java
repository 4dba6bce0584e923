package org.volumetransfers.testkit;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

/** A query that fails as if storage were unavailable, at once or after some pages. Safe for use by multiple threads. */
public final class FailingTransferQuery implements TransferQuery {

    private final @Nullable TransferQuery before;
    private final AtomicInteger pagesLeft;

    private FailingTransferQuery(@Nullable TransferQuery before, int pages) {
        this.before = before;
        this.pagesLeft = new AtomicInteger(pages);
    }

    /** Returns a query that always fails. */
    public static FailingTransferQuery always() {
        return new FailingTransferQuery(null, 0);
    }

    /**
     * Returns a query that reads some pages and fails from then on.
     *
     * @param before reads the pages
     * @param pages the number of pages, of any projects, that are read; at least 0
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
