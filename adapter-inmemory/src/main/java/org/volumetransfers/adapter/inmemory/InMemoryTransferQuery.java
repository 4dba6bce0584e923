package org.volumetransfers.adapter.inmemory;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferLookup;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.UnknownMarkerException;

/**
 * Storage in memory, fit for a million transfers in one project. Nothing is written to disk.
 *
 * <p>Holds pending transfers. Of the last 10,000 that were accepted or deleted, in all projects together, it remembers the
 * position, for {@link #position} and for pages after a marker.
 *
 * <pre>
 * projects (concurrent map; its lock of an entry is the lock of the project)
 *   firstproject -&gt; ProjectTransfers            writers and lookups, one at a time
 *                     byId: id -&gt; transfer
 *                     current (volatile)         pages start here and take no lock
 *                       |
 *                       v
 *                     TransferBlocks             one immutable version of the project
 *                       ends    [ 1024 | 1724 | 2748 ]     the number of transfers up to here
 *                       blocks  [   o  |   o  |   o  ]
 *                                   |      |      |
 *                          1024 transfers  |  1024 transfers    sorted; a block holds at most 1024
 *                                     700 transfers
 *
 * put or remove: one new block, new ends and blocks; all other blocks are shared with the version before
 * </pre>
 *
 * <p><b>Cost:</b> a page takes two binary searches and a copy of the page, at any depth. A
 * write copies one block and the list of blocks: about 20 kB if a project holds a million transfers. Beside the transfers
 * themselves, each takes about 50 bytes. Transfers of one project take less memory if they share one {@link ProjectId}.
 *
 * <p><b>Consistency:</b> each write is atomic, and visible to every page and lookup that starts after it returned. A page is
 * immutable and keeps no more than its own transfers.
 *
 * <p><b>Threads:</b> safe for use by multiple threads. A page never blocks, unless it starts after a marker, which is looked
 * up. Lookups and writes wait for other writes of the same project, and rarely for those of another one.
 */
public final class InMemoryTransferQuery implements TransferQuery, TransferLookup {

    final ConcurrentHashMap<ProjectId, ProjectTransfers> projects = new ConcurrentHashMap<>();
    private final EndedTransfers ended = new EndedTransfers();

    /** Creates empty storage. */
    public InMemoryTransferQuery() {}

    @Override
    public TransferPage page(PageQuery query) {
        ProjectTransfers held = projects.get(query.project());
        TransferBlocks version = held == null ? TransferBlocks.EMPTY : held.current();
        int limit = query.limit();
        return query.start()
                .map(
                        offset -> version.pageFrom(offset, limit),
                        position -> version.pageAfter(position, 0, limit),
                        after -> {
                            TransferPosition position = position(query.project(), after.marker())
                                    .orElseThrow(() -> new UnknownMarkerException(
                                            after.marker().value()));
                            return version.pageAfter(position, after.offset(), limit);
                        });
    }

    @Override
    public Optional<VolumeTransfer> find(ProjectId project, TransferId id) {
        Objects.requireNonNull(id, "id");
        AtomicReference<@Nullable VolumeTransfer> found = new AtomicReference<>();
        projects.computeIfPresent(project, (same, held) -> {
            found.set(held.find(id));
            return held;
        });
        return Optional.ofNullable(found.get());
    }

    @Override
    public Optional<TransferPosition> position(ProjectId project, TransferId id) {
        return find(project, id).map(VolumeTransfer::position).or(() -> ended.position(project, id));
    }

    /**
     * Adds a pending transfer, or replaces the one of the same project and id, even if its position changes.
     */
    public void put(VolumeTransfer transfer) {
        putAll(List.of(transfer));
    }

    /**
     * Adds a transfer of any status, or replaces the one of the same project and id.
     *
     * @param stored a transfer; if it is not pending, only its position is remembered
     */
    public void put(StoredTransfer stored) {
        VolumeTransfer transfer = stored.transfer();
        if (stored.status() == TransferStatus.PENDING) {
            put(transfer);
        } else {
            remove(transfer.project(), transfer.id());
            ended.add(transfer);
        }
    }

    /**
     * Adds or replaces many transfers as {@link #put(VolumeTransfer)} does, which is much cheaper than one by one. Readers see
     * either none of a project's transfers or all of them.
     *
     * @param transfers pending transfers of any projects, in any order; of those with the same project and id the last one
     *     counts
     */
    public void putAll(Collection<VolumeTransfer> transfers) {
        Map<ProjectId, Map<TransferId, VolumeTransfer>> byProject = new LinkedHashMap<>();
        for (VolumeTransfer transfer : transfers) {
            byProject
                    .computeIfAbsent(transfer.project(), project -> new LinkedHashMap<>())
                    .put(transfer.id(), transfer);
        }
        byProject.forEach((project, added) -> projects.compute(project, (same, existing) -> {
            ProjectTransfers held = existing == null ? new ProjectTransfers() : existing;
            held.put(added);
            return held;
        }));
    }

    /**
     * Removes a transfer that has been accepted or deleted, and remembers its position.
     *
     * @return whether it was pending
     */
    public boolean remove(ProjectId project, TransferId id) {
        Objects.requireNonNull(id, "id");
        AtomicReference<@Nullable VolumeTransfer> removed = new AtomicReference<>();
        projects.computeIfPresent(project, (same, held) -> {
            VolumeTransfer transfer = held.find(id);
            if (transfer != null) {
                removed.set(transfer);
                ended.add(transfer);
                held.remove(transfer);
            }
            return held.isEmpty() ? null : held;
        });
        return removed.get() != null;
    }
}
