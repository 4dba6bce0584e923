package org.volumetransfers.testkit;

import java.time.temporal.ChronoUnit;
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

    static final List<WrongLookup> ALL = List.of(
            wrong(
                    "ids ignore case",
                    rows -> new ReferenceLookup(rows) {
                        @Override
                        boolean matches(String asked, String stored) {
                            return asked.toLowerCase(Locale.ROOT).equals(stored.toLowerCase(Locale.ROOT));
                        }
                    },
                    "Find Agreement",
                    "Find.anIdIsMatchedExactly"),
            wrong(
                    "ids are trimmed",
                    rows -> new ReferenceLookup(rows) {
                        @Override
                        boolean matches(String asked, String stored) {
                            return asked.trim().equals(stored.trim());
                        }
                    },
                    "Find Agreement",
                    "Find.anIdIsMatchedExactly"),
            wrong(
                    "ids are patterns",
                    rows -> new ReferenceLookup(rows) {
                        @Override
                        boolean matches(String asked, String stored) {
                            return asked.equals(stored) || (asked.equals("_") && stored.length() == 1);
                        }
                    },
                    "Find Agreement",
                    "Find.anIdIsNeitherAPatternNorANumber"),
            wrong(
                    "transfers of all projects",
                    rows -> new ReferenceLookup(rows) {
                        @Override
                        boolean isOf(ProjectId asked, ProjectId stored) {
                            return true;
                        }
                    },
                    "Find Position Fidelity Agreement",
                    "Find.aTransferOfAnotherProjectIsNotFound",
                    "Find.aPendingTransferIsFoundByItsProjectAndId"),
            wrong(
                    "project ids ignore case",
                    rows -> new ReferenceLookup(rows) {
                        @Override
                        boolean isOf(ProjectId asked, ProjectId stored) {
                            return asked.value().equalsIgnoreCase(stored.value());
                        }
                    },
                    "Find Agreement",
                    "Find.aPendingTransferIsFoundByItsProjectAndId"),
            wrong(
                    "accepted transfers are found",
                    rows -> new ReferenceLookup(rows) {
                        @Override
                        boolean isFound(TransferStatus status) {
                            return status != TransferStatus.DELETED;
                        }
                    },
                    "Find Agreement",
                    "Find.acceptedAndDeletedTransfersAreNotFound"),
            wrong(
                    "deleted transfers are found",
                    rows -> new ReferenceLookup(rows) {
                        @Override
                        boolean isFound(TransferStatus status) {
                            return status != TransferStatus.ACCEPTED;
                        }
                    },
                    "Find Agreement",
                    "Find.acceptedAndDeletedTransfersAreNotFound"),
            wrong(
                    "deleted transfers are forgotten",
                    rows -> new ReferenceLookup(rows) {
                        @Override
                        boolean isRemembered(TransferStatus status) {
                            return status != TransferStatus.DELETED;
                        }
                    },
                    "Position Fidelity Agreement",
                    "Position.aDeletedTransferKeepsItsPosition"),
            wrong(
                    "accepted transfers are forgotten",
                    rows -> new ReferenceLookup(rows) {
                        @Override
                        boolean isRemembered(TransferStatus status) {
                            return status != TransferStatus.ACCEPTED;
                        }
                    },
                    "Position Agreement",
                    "Position.anAcceptedTransferKeepsItsPosition"),
            wrong(
                    "times in milliseconds",
                    rows -> new ReferenceLookup(rows) {
                        @Override
                        VolumeTransfer returned(VolumeTransfer stored) {
                            return new VolumeTransfer(
                                    stored.project(),
                                    stored.id(),
                                    stored.name(),
                                    stored.volume(),
                                    stored.createdAt().truncatedTo(ChronoUnit.MILLIS));
                        }
                    },
                    "Fidelity Agreement",
                    "Fidelity.nastyTransfersComeBack",
                    "Fidelity.positionsOfNastyTransfersThatHaveEndedComeBack"),
            wrong(
                    "null name empty",
                    rows -> new ReferenceLookup(rows) {
                        @Override
                        VolumeTransfer returned(VolumeTransfer stored) {
                            String name = stored.name() == null ? "" : stored.name();
                            return new VolumeTransfer(
                                    stored.project(), stored.id(), name, stored.volume(), stored.createdAt());
                        }
                    },
                    "Fidelity Agreement",
                    "Fidelity.nastyTransfersComeBack"),
            wrong(
                    "only the first 1000 rows",
                    rows -> new ReferenceLookup(rows.stream().limit(1_000).toList()),
                    "Agreement",
                    "Agreement.exactlyTheListedTransfersAreFound"),
            wrong(
                    "readers share a field",
                    rows -> sharing(new ReferenceLookup(rows)),
                    "Agreement",
                    "Agreement.parallelLookupsEachGetTheirOwnTransfer"),
            wrongIfUnreachable("unreachable is empty", new ReferenceLookup(List.of())),
            wrongIfUnreachable(
                    "unreachable is a programming error",
                    failing(() -> new IllegalStateException("connection refused"))),
            wrongIfUnreachable(
                    "unreachable blames identity",
                    failing(() -> new BackendUnavailableException(Backend.IDENTITY, "connection refused", null))));

    private WrongLookups() {}

    private static WrongLookup wrong(
            String name,
            Function<Collection<StoredTransfer>, TransferLookup> holding,
            String failingTopics,
            String... witnesses) {
        return new WrongLookup(name, holding, UNREACHABLE, Expected.failures(failingTopics, witnesses));
    }

    private static WrongLookup wrongIfUnreachable(String name, TransferLookup unreachable) {
        Expected expected = Expected.failures(
                "Failure", "Failure.unreachableStorageFailsFind", "Failure.unreachableStorageFailsPosition");
        return new WrongLookup(name, ReferenceLookup::new, unreachable, expected);
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
