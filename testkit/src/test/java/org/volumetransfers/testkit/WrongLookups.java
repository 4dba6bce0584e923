package org.volumetransfers.testkit;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferLookup;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

/** Lookups with one mistake each, and the tests that must fail. */
final class WrongLookups {

    static final TransferLookup UNREACHABLE =
            failing(() -> new BackendUnavailableException(Backend.STORAGE, "connection refused", null));

    static final List<Suspect<TransferLookup>> ALL = List.of(
            wrong(
                    "ids ignore case",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        boolean matches(String asked, String stored) {
                            return asked.toLowerCase(Locale.ROOT).equals(stored.toLowerCase(Locale.ROOT));
                        }
                    },
                    "Find Agreement",
                    "Find.anIdIsMatchedExactly"),
            wrong(
                    "ids are trimmed",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        boolean matches(String asked, String stored) {
                            return asked.trim().equals(stored.trim());
                        }
                    },
                    "Find Agreement",
                    "Find.anIdIsMatchedExactly"),
            wrong(
                    "ids are patterns",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        boolean matches(String asked, String stored) {
                            return asked.equals(stored) || (asked.equals("_") && stored.length() == 1);
                        }
                    },
                    "Find Agreement",
                    "Find.anIdIsNeitherAPatternNorANumber"),
            wrong(
                    "transfers of all projects",
                    Mistakes::ignoringProjects,
                    "Find Position Fidelity Agreement",
                    "Find.aTransferOfAnotherProjectIsNotFound",
                    "Find.aPendingTransferIsFoundByItsProjectAndId"),
            wrong(
                    "project ids ignore case",
                    Mistakes::ignoringCaseOfProjects,
                    "Find Agreement",
                    "Find.aPendingTransferIsFoundByItsProjectAndId"),
            wrong(
                    "accepted transfers are found",
                    rows -> Mistakes.listing(TransferStatus.ACCEPTED, rows),
                    "Find Agreement",
                    "Find.aTransferThatHasEndedIsNotFound"),
            wrong(
                    "deleted transfers are found",
                    rows -> Mistakes.listing(TransferStatus.DELETED, rows),
                    "Find Agreement",
                    "Find.aTransferThatHasEndedIsNotFound"),
            wrong(
                    "deleted transfers are forgotten",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        boolean isRemembered(TransferStatus status) {
                            return status != TransferStatus.DELETED;
                        }
                    },
                    "Position Fidelity Agreement",
                    "Position.aTransferThatHasEndedKeepsItsPosition"),
            wrong(
                    "accepted transfers are forgotten",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        boolean isRemembered(TransferStatus status) {
                            return status != TransferStatus.ACCEPTED;
                        }
                    },
                    "Position Agreement",
                    "Position.aTransferThatHasEndedKeepsItsPosition"),
            wrong(
                    "times in milliseconds",
                    Mistakes::returningMilliseconds,
                    "Fidelity Agreement",
                    "Fidelity.nastyTransfersComeBack",
                    "Fidelity.positionsOfNastyTransfersThatHaveEndedComeBack"),
            wrong(
                    "null name empty",
                    rows -> Mistakes.renaming(rows, name -> name == null ? "" : name),
                    "Fidelity Agreement",
                    "Fidelity.nastyTransfersComeBack"),
            wrong(
                    "only the first 1000 rows",
                    rows -> new ReferenceStorage(rows.stream().limit(1_000).toList()),
                    "Agreement",
                    "Agreement.exactlyTheListedTransfersAreFound"),
            wrong(
                    "readers share a field",
                    rows -> sharing(new ReferenceStorage(rows)),
                    "Agreement",
                    "Agreement.parallelLookupsEachGetTheirOwnTransfer"),
            wrongIfUnreachable("unreachable is empty", new ReferenceStorage(List.of())),
            wrongIfUnreachable(
                    "unreachable is a programming error",
                    failing(() -> new IllegalStateException("connection refused"))),
            wrongIfUnreachable(
                    "unreachable blames identity",
                    failing(() -> new BackendUnavailableException(Backend.IDENTITY, "connection refused", null))));

    private WrongLookups() {}

    private static Suspect<TransferLookup> wrong(
            String name,
            Function<Collection<StoredTransfer>, TransferLookup> holding,
            String failingTopics,
            String... witnesses) {
        return new Suspect<>(name, holding, UNREACHABLE, Expected.failures(failingTopics, witnesses));
    }

    private static Suspect<TransferLookup> wrongIfUnreachable(String name, TransferLookup unreachable) {
        Expected expected = Expected.failures(
                "Failure", "Failure.unreachableStorageFailsFind", "Failure.unreachableStorageFailsPosition");
        return new Suspect<>(name, ReferenceStorage::new, unreachable, expected);
    }

    private static TransferLookup failing(Supplier<RuntimeException> failure) {
        return new TransferLookup() {
            @Override
            public Optional<VolumeTransfer> find(ProjectId project, TransferId id) {
                throw failure.get();
            }

            @Override
            public Optional<TransferPosition> position(ProjectId project, TransferId id) {
                throw failure.get();
            }
        };
    }

    private static TransferLookup sharing(TransferLookup lookup) {
        Mixing<TransferId> field = new Mixing<>();
        return new TransferLookup() {
            @Override
            public Optional<VolumeTransfer> find(ProjectId project, TransferId id) {
                return lookup.find(project, field.exchanged(id));
            }

            @Override
            public Optional<TransferPosition> position(ProjectId project, TransferId id) {
                return lookup.position(project, id);
            }
        };
    }
}
