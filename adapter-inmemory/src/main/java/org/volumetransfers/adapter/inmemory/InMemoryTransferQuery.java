package org.volumetransfers.adapter.inmemory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * Keeps pending transfers in memory, sorted, for real use: a million of them in one project, any page of them at once.
 *
 * <p>Only pending transfers are held, so accepting or deleting a transfer is {@link #remove}. Nothing is written to disk.
 *
 * <pre>
 * projects (concurrent map)
 *   firstproject -&gt; ProjectTransfers            writers take its lock, one at a time for each project
 *                     index: id -&gt; transfer      for writers only, see TransferIndex
 *                     current (volatile)         readers start here and take no lock
 *                       |
 *                       v
 *                     TransferBlocks             one version of the project, never changed again
 *                       ends    [ 1024 | 1724 | 2748 ]     how many transfers up to here
 *                       blocks  [   o  |   o  |   o  ]
 *                                   |      |      |
 *                          1024 transfers  |  1024 transfers    sorted; a block holds at most 1024
 *                                     700 transfers
 *
 * put or remove: one new block, new ends and blocks; all other blocks are shared with the version before
 * </pre>
 *
 * <p><b>Cost:</b> a page, by offset or after a position, takes two binary searches and a copy of the page. A write copies
 * one block and the list of blocks: about 12 kB where a project holds a million transfers; now and then the index of a
 * project is made anew, in proportion to its size, which only its writers wait for. Beside the transfers themselves, a
 * million of them take about 13 bytes each. Transfers of one project take less memory when they share one
 * {@link ProjectId}.
 *
 * <p><b>Consistency:</b> each write is atomic and is seen by every page asked for after it returned. Readers never wait;
 * writers of different projects do not wait for each other. A page is immutable and holds on to no more than its own
 * transfers.
 *
 * <p><b>Threads:</b> safe for any number of threads. {@link #page} never blocks.
 */
public final class InMemoryTransferQuery implements TransferQuery {

    final ConcurrentHashMap<ProjectId, ProjectTransfers> projects = new ConcurrentHashMap<>();

    /** Starts empty. */
    public InMemoryTransferQuery() {}

    @Override
    public TransferPage page(PageQuery query) {
        ProjectTransfers held = projects.get(query.project());
        TransferBlocks version = held == null ? TransferBlocks.EMPTY : held.current();
        return version.page(query.start(), query.limit());
    }

    /**
     * Adds a transfer. A transfer of the same project and id is replaced, in the same moment, also when its place in the
     * order changes.
     *
     * @param transfer a pending transfer
     */
    public void put(VolumeTransfer transfer) {
        put(transfer.project(), new VolumeTransfer[] {transfer});
    }

    /**
     * Adds many transfers, or replaces them as {@link #put} does; much cheaper than one by one, most of all when they come
     * in order. Readers see none of a project's or all of them.
     *
     * @param transfers pending transfers of any projects, in any order; of those with the same project and id the last one
     *     counts
     */
    public void putAll(Collection<VolumeTransfer> transfers) {
        Map<ProjectId, List<VolumeTransfer>> byProject = new LinkedHashMap<>();
        for (VolumeTransfer transfer : transfers) {
            byProject
                    .computeIfAbsent(transfer.project(), project -> new ArrayList<>())
                    .add(transfer);
        }
        byProject.forEach((project, its) -> put(project, ProjectTransfers.sortedWithoutDuplicates(its)));
    }

    /**
     * Removes a transfer: it has been accepted or deleted.
     *
     * @param project whose transfer
     * @param id which one
     * @return whether it was held
     */
    public boolean remove(ProjectId project, TransferId id) {
        Objects.requireNonNull(id, "id");
        ProjectTransfers held = projects.get(project);
        if (held == null) {
            return false;
        }
        boolean removed = held.remove(id);
        if (held.hasEnded()) {
            projects.remove(project, held);
        }
        return removed;
    }

    /** A project that has become empty takes nothing any more; whoever meets it makes room for a new one. */
    private void put(ProjectId project, VolumeTransfer[] sorted) {
        ProjectTransfers held = projects.computeIfAbsent(project, unknown -> new ProjectTransfers());
        while (!held.put(sorted)) {
            projects.remove(project, held);
            held = projects.computeIfAbsent(project, unknown -> new ProjectTransfers());
        }
    }
}
