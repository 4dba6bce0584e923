package org.volumetransfers.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The paging query port: reads one page of a project's pending transfers.
 *
 * <p>An adapter brings {@link #page} to one storage, and shows that it keeps what is promised here by extending
 * {@code TransferQueryContract} of the module {@code volume-transfers-testkit}.
 *
 * <ul>
 *   <li><b>Which:</b> the transfers that the project has created and that are still pending. Never an accepted or deleted
 *       one, never one of another project. A project that is not known has none.
 *   <li><b>Order:</b> {@link TransferOrder#CREATED_AT_THEN_ID}.
 *   <li><b>Consistency:</b> a page shows one state of storage. Two pages may show two states, but a transfer that exists
 *       all along is met exactly once by whoever always asks for the page after the last one met.
 *   <li><b>End:</b> a start at or past the end gives an empty page, never an error. Adding offset and limit must not
 *       overflow.
 *   <li><b>Fidelity:</b> values come back as they were stored: a null name, any Unicode, microseconds.
 *   <li><b>Threads:</b> safe for any number of threads. May block on storage, unless the adapter says that it does not.
 *   <li><b>Time:</b> answers or fails within a time that the adapter bounds.
 * </ul>
 */
public interface TransferQuery {

    /**
     * Reads one page.
     *
     * @param query which page of which project
     * @return the page; its list does not change afterwards
     * @throws org.volumetransfers.domain.error.BackendUnavailableException when storage cannot answer now; nothing partial
     *     is ever returned
     */
    TransferPage page(PageQuery query);

    /**
     * Reads several pages, in one go where storage gains by that. Each keeps what is promised for one; they may show
     * several states of storage.
     *
     * @param queries which pages, of any projects
     * @return for each query, in the same order, what gives its page, or throws as {@link #page} does; a page may be read
     *     only when it is asked for, and again when it is asked for again
     * @throws org.volumetransfers.domain.error.BackendUnavailableException when storage can answer none of them now
     */
    default List<Supplier<TransferPage>> pages(List<PageQuery> queries) {
        List<Supplier<TransferPage>> pages = new ArrayList<>();
        for (PageQuery query : queries) {
            pages.add(() -> page(query));
        }
        return pages;
    }

    /**
     * Tells how many pages are worth being asked for in one go. Always the same, and without asking storage.
     *
     * @return at least 1; 1 where {@link #pages} only reads one after the other, which several threads do sooner
     */
    default int pagesAtOnce() {
        return 1;
    }
}
