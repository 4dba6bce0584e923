package org.volumetransfers.domain;

/**
 * The paging query port: reads one page of a project's pending transfers.
 *
 * <p>An adapter implements this for one kind of storage and proves that it keeps the contract below by extending
 * {@code TransferQueryContract} of the module {@code volume-transfers-testkit}.
 *
 * <ul>
 *   <li><b>Content:</b> the transfers that the project has created and that are still pending. Never an accepted or deleted
 *       one, never one of another project. An unknown project has none.
 *   <li><b>Order:</b> {@link TransferOrder#CREATED_AT_THEN_ID}.
 *   <li><b>Consistency:</b> a page shows one state of storage. Two pages may show two states, but a caller that always
 *       requests the page after the last transfer it has read sees each transfer that exists throughout exactly once.
 *   <li><b>End:</b> a start at or past the end gives an empty page, never an error. Adding offset and limit must not
 *       overflow.
 *   <li><b>Marker:</b> a transfer that has been accepted or deleted remains usable as a marker for as long as
 *       {@link TransferLookup#position} knows it.
 *   <li><b>Fidelity:</b> values are returned as they were stored: a null name, any Unicode, microseconds.
 *   <li><b>Threads:</b> safe for use by multiple threads. May block on storage, unless the adapter states otherwise.
 *   <li><b>Time:</b> returns or fails within a time that the adapter bounds.
 * </ul>
 */
public interface TransferQuery {

    /**
     * Reads one page.
     *
     * @param query the project, and which of its pages
     * @return the page; its list does not change afterwards
     * @throws org.volumetransfers.domain.error.UnknownMarkerException if the page starts after a marker that is no known
     *     transfer of the project
     * @throws org.volumetransfers.domain.error.BackendUnavailableException if storage cannot answer now; a partial page is
     *     never returned
     */
    TransferPage page(PageQuery query);
}
