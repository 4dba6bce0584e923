package org.volumetransfers.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeTransfer;

/** A correct query on a list, of methods that {@link WrongQueries} overrides one at a time. */
class ReferenceQuery implements TransferQuery {

    private final Collection<StoredTransfer> rows;
    private final Map<ProjectId, List<VolumeTransfer>> sorted = new ConcurrentHashMap<>();

    ReferenceQuery(Collection<StoredTransfer> rows) {
        this.rows = rows;
    }

    @Override
    public TransferPage page(PageQuery query) {
        List<VolumeTransfer> all = sorted.computeIfAbsent(query.project(), this::listed);
        long from = query.start().map(this::skipped, position -> countUpTo(all, position));
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
