package org.volumetransfers.adapter.inmemory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.VolumeTransfer;

/** The positions of the last transfers that were accepted or deleted. Safe for use by multiple threads. */
final class EndedTransfers {

    static final int REMEMBERED = 10_000;

    private final Map<Key, TransferPosition> positions = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, TransferPosition> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Key(ProjectId project, TransferId id) {}

    synchronized void add(VolumeTransfer ended) {
        Key key = new Key(ended.project(), ended.id());
        positions.remove(key);
        positions.put(key, ended.position());
    }

    synchronized Optional<TransferPosition> position(ProjectId project, TransferId id) {
        return Optional.ofNullable(positions.get(new Key(project, id)));
    }
}
