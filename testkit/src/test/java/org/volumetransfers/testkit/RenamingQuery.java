package org.volumetransfers.testkit;

import java.util.Collection;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.VolumeTransfer;

/** Changes names. */
final class RenamingQuery extends ReferenceQuery {

    private final UnaryOperator<@Nullable String> naming;

    RenamingQuery(Collection<StoredTransfer> rows, UnaryOperator<@Nullable String> naming) {
        super(rows);
        this.naming = naming;
    }

    @Override
    VolumeTransfer returned(VolumeTransfer stored) {
        String name = naming.apply(stored.name());
        return new VolumeTransfer(stored.project(), stored.id(), name, stored.volume(), stored.createdAt());
    }
}
