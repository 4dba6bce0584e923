package org.volumetransfers.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
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
 * Correct storage in a list, of methods that {@link WrongQueries} and {@link WrongLookups} override one at a time.
 */
class ReferenceStorage implements TransferQuery, TransferLookup {

    private final Collection<StoredTransfer> rows;
    private final Map<ProjectId, List<VolumeTransfer>> sorted = new ConcurrentHashMap<>();

    ReferenceStorage(Collection<StoredTransfer> rows) {
        this.rows = rows;
    }

    @Override
    public TransferPage page(PageQuery query) {
        List<VolumeTransfer> all = sorted.computeIfAbsent(query.project(), this::listed);
        long from = query.start()
                .<Long>map(
                        this::skipped,
                        position -> countUpTo(all, position),
                        after -> countUpTo(all, marker(query.project(), after.marker()))
                                + skippedAfterMarker(after.offset()));
        long to = Math.min(end(from, query.limit()), all.size());
        if (from >= all.size()) {
            return new TransferPage(List.of(), false);
        }
        List<VolumeTransfer> page = new ArrayList<>();
        for (VolumeTransfer transfer : all.subList((int) from, (int) to)) {
            page.add(returned(transfer));
        }
        return new TransferPage(page, more(page, query, all.size() - to));
    }

    @Override
    public Optional<VolumeTransfer> find(ProjectId project, TransferId id) {
        return matching(project, id)
                .filter(row -> isListed(row.status()))
                .map(row -> returned(row.transfer()))
                .findFirst();
    }

    @Override
    public Optional<TransferPosition> position(ProjectId project, TransferId id) {
        return matching(project, id)
                .filter(row -> isRemembered(row.status()))
                .map(row -> returned(row.transfer()).position())
                .findFirst();
    }

    private Stream<StoredTransfer> matching(ProjectId project, TransferId id) {
        return rows.stream()
                .filter(row -> isOf(project, row.transfer().project()))
                .filter(row -> matches(id.value(), row.transfer().id().value()));
    }

    private List<VolumeTransfer> listed(ProjectId project) {
        List<VolumeTransfer> listed = new ArrayList<>();
        for (StoredTransfer row : rows) {
            if (isListed(row.status()) && isOf(project, row.transfer().project())) {
                listed.add(row.transfer());
            }
        }
        listed.sort((a, b) -> compare(a.position(), b.position()));
        return listed;
    }

    boolean isListed(TransferStatus status) {
        return status == TransferStatus.PENDING;
    }

    boolean isOf(ProjectId asked, ProjectId stored) {
        return asked.equals(stored);
    }

    boolean isRemembered(TransferStatus status) {
        return true;
    }

    boolean matches(String asked, String stored) {
        return asked.equals(stored);
    }

    private int compare(TransferPosition a, TransferPosition b) {
        int byTime = a.createdAt().compareTo(b.createdAt());
        return byTime != 0 ? byTime : compareIds(a.id().value(), b.id().value());
    }

    int compareIds(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
    }

    long skipped(long offset) {
        return offset;
    }

    TransferPosition marker(ProjectId project, TransferId id) {
        return position(project, id).orElseThrow(() -> new UnknownMarkerException(id.value()));
    }

    /** As for {@link #end}. */
    long skippedAfterMarker(long offset) {
        return Math.min(offset, Integer.MAX_VALUE);
    }

    long countUpTo(List<VolumeTransfer> all, TransferPosition position) {
        long count = 0;
        while (count < all.size() && compare(all.get((int) count).position(), position) <= 0) {
            count++;
        }
        return count;
    }

    /** The sum cannot overflow a long, since it starts from an int at most. */
    long end(long from, int limit) {
        return Math.min(from, Integer.MAX_VALUE) + limit;
    }

    VolumeTransfer returned(VolumeTransfer stored) {
        return stored;
    }

    boolean more(List<VolumeTransfer> page, PageQuery query, long rest) {
        return rest > 0;
    }
}
