package org.volumetransfers.testkit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeTransfer;

/** Storage with one mistake that concerns both ports. */
final class Mistakes {

    private Mistakes() {}

    static ReferenceStorage ignoringProjects(Collection<StoredTransfer> rows) {
        return new ReferenceStorage(rows) {
            @Override
            boolean isOf(ProjectId asked, ProjectId stored) {
                return true;
            }
        };
    }

    static ReferenceStorage ignoringCaseOfProjects(Collection<StoredTransfer> rows) {
        return new ReferenceStorage(rows) {
            @Override
            boolean isOf(ProjectId asked, ProjectId stored) {
                return asked.value().equalsIgnoreCase(stored.value());
            }
        };
    }

    static ReferenceStorage listing(TransferStatus ended, Collection<StoredTransfer> rows) {
        return new ReferenceStorage(rows) {
            @Override
            boolean isListed(TransferStatus status) {
                return status == ended || super.isListed(status);
            }
        };
    }

    static ReferenceStorage returningMilliseconds(Collection<StoredTransfer> rows) {
        return returning(rows, Mistakes::truncatedToMillis);
    }

    static ReferenceStorage renaming(Collection<StoredTransfer> rows, UnaryOperator<@Nullable String> naming) {
        return returning(rows, stored -> copy(stored, naming.apply(stored.name()), stored.createdAt()));
    }

    static ReferenceStorage returning(Collection<StoredTransfer> rows, UnaryOperator<VolumeTransfer> change) {
        return new ReferenceStorage(rows) {
            @Override
            VolumeTransfer returned(VolumeTransfer stored) {
                return change.apply(stored);
            }
        };
    }

    static VolumeTransfer truncatedToMillis(VolumeTransfer transfer) {
        return copy(transfer, transfer.name(), transfer.createdAt().truncatedTo(ChronoUnit.MILLIS));
    }

    private static VolumeTransfer copy(VolumeTransfer transfer, @Nullable String name, Instant createdAt) {
        return new VolumeTransfer(transfer.project(), transfer.id(), name, transfer.volume(), createdAt);
    }
}
