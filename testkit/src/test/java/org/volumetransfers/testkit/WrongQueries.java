package org.volumetransfers.testkit;

// Longer than 250 lines: one table with a row for each wrong query.

import java.text.Collator;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

/** Queries with one mistake each, and the tests that must fail. */
final class WrongQueries {

    static final List<Suspect<TransferQuery>> ALL = List.of(
            wrong(
                    "offset counts from one",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        long skipped(long offset) {
                            return Math.max(0, offset - 1);
                        }
                    },
                    "Paging Content ManyRows",
                    "Paging.everyOffsetPositionAndLimitReturnsThatPartOfTheList",
                    "Paging.anOffsetPastTheEndReturnsAnEmptyPage"),
            wrong(
                    "offset skips one more",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        long skipped(long offset) {
                            return offset == 0 ? 0 : offset + 1;
                        }
                    },
                    "Paging Content ManyRows",
                    "Paging.everyOffsetPositionAndLimitReturnsThatPartOfTheList"),
            wrong(
                    "limit returns one more",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        long end(long from, int limit) {
                            return super.end(from, limit) + 1;
                        }
                    },
                    "Paging Content ManyRows",
                    "Paging.everyOffsetPositionAndLimitReturnsThatPartOfTheList"),
            wrong(
                    "no tie-breaker",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        int compareIds(String a, String b) {
                            return 0;
                        }
                    },
                    "Order Paging Marker ManyRows",
                    "Order.uuidsAreOrderedAsText",
                    "Paging.theIdDecidesBetweenEqualTimes"),
            wrong(
                    "signed uuid order",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        int compareIds(String a, String b) {
                            return areUuids(a, b)
                                    ? UUID.fromString(a).compareTo(UUID.fromString(b))
                                    : super.compareIds(a, b);
                        }
                    },
                    "Order ManyRows",
                    "Order.uuidsAreOrderedAsText"),
            wrong(
                    "locale order",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        int compareIds(String a, String b) {
                            int byLocale = Collator.getInstance(Locale.ENGLISH).compare(a, b);
                            return byLocale != 0 ? byLocale : super.compareIds(a, b);
                        }
                    },
                    "Order ManyRows",
                    "Order.idsAreOrderedByBytesAndNotByLocale",
                    "Order.uuidsAreOrderedAsText"),
            wrong(
                    "utf16 order",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        int compareIds(String a, String b) {
                            return a.compareTo(b);
                        }
                    },
                    "Order ManyRows",
                    "Order.idsAreOrderedByCodePoint"),
            wrong(
                    "order in milliseconds",
                    rows -> new ReferenceStorage(rows.stream()
                            .map(row -> new StoredTransfer(Mistakes.truncatedToMillis(row.transfer()), row.status()))
                            .toList()),
                    "Order Paging Fidelity ManyRows",
                    "Order.timeDecidesBeforeId",
                    "Fidelity.microsecondsComeBack"),
            wrong(
                    "times returned in milliseconds",
                    Mistakes::returningMilliseconds,
                    "Fidelity Paging ManyRows",
                    "Fidelity.microsecondsComeBack",
                    "Fidelity.theFirstAndTheLastTimeComeBack"),
            wrong(
                    "rows of all projects",
                    Mistakes::ignoringProjects,
                    "Content Marker ManyRows",
                    "Content.transfersOfOtherProjectsAreNeitherListedNorSkippedNorCounted",
                    "Content.aProjectWithoutPendingTransfersHasNone"),
            wrong(
                    "project ids ignore case",
                    Mistakes::ignoringCaseOfProjects,
                    "Content ManyRows",
                    "Content.projectIdsThatDifferInCaseAreDifferentProjects"),
            wrong(
                    "project ids match a prefix",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        boolean isOf(ProjectId asked, ProjectId stored) {
                            return stored.value().startsWith(asked.value());
                        }
                    },
                    "Content ManyRows",
                    "Content.projectIdsWithACommonPrefixAreDifferentProjects"),
            wrong(
                    "project ids are patterns",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        boolean isOf(ProjectId asked, ProjectId stored) {
                            return Pattern.matches(asked.value().replace('_', '.'), stored.value());
                        }
                    },
                    "Content",
                    "Content.projectIdsAreNeitherPatternsNorNumbersNorUuids"),
            wrong(
                    "a missing position ends the list",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        long countUpTo(List<VolumeTransfer> all, TransferPosition position) {
                            long index = indexOf(all, position);
                            return index < 0 ? all.size() : index + 1;
                        }
                    },
                    "Paging Marker ManyRows",
                    "Paging.afterATransferThatHasEndedFollowsTheNext",
                    "Paging.afterAPositionThatNoTransferEverHadFollowsTheNext"),
            wrong(
                    "a missing position starts over",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        long countUpTo(List<VolumeTransfer> all, TransferPosition position) {
                            return indexOf(all, position) + 1L;
                        }
                    },
                    "Paging Marker ManyRows",
                    "Paging.afterATransferThatHasEndedFollowsTheNext",
                    "Paging.afterAPositionThatNoTransferEverHadFollowsTheNext"),
            wrong(
                    "positions are found by id",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        long countUpTo(List<VolumeTransfer> all, TransferPosition position) {
                            for (int i = 0; i < all.size(); i++) {
                                if (all.get(i).id().equals(position.id())) {
                                    return i + 1L;
                                }
                            }
                            return super.countUpTo(all, position);
                        }
                    },
                    "Paging ManyRows",
                    "Paging.thePositionCountsAndNotTheTransferWithItsId"),
            wrong(
                    "every status listed",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        boolean isListed(TransferStatus status) {
                            return true;
                        }
                    },
                    "Content ManyRows",
                    "Content.acceptedTransfersAreNeitherListedNorSkippedNorCounted",
                    "Content.deletedTransfersAreNeitherListedNorSkippedNorCounted"),
            wrong(
                    "accepted listed",
                    rows -> Mistakes.listing(TransferStatus.ACCEPTED, rows),
                    "Content ManyRows",
                    "Content.acceptedTransfersAreNeitherListedNorSkippedNorCounted"),
            wrong(
                    "hidden rows are counted as following",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        boolean more(List<VolumeTransfer> page, PageQuery query, long rest) {
                            TransferPosition last = page.get(page.size() - 1).position();
                            return rest > 0
                                    || rows.stream()
                                            .map(StoredTransfer::transfer)
                                            .filter(transfer ->
                                                    transfer.project().equals(query.project()))
                                            .anyMatch(transfer ->
                                                    transfer.createdAt().isAfter(last.createdAt()));
                        }
                    },
                    "Content",
                    "Content.acceptedTransfersAreNeitherListedNorSkippedNorCounted",
                    "Content.deletedTransfersAreNeitherListedNorSkippedNorCounted"),
            wrong(
                    "more never",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        boolean more(List<VolumeTransfer> page, PageQuery query, long rest) {
                            return false;
                        }
                    },
                    "Paging Content Fidelity ManyRows",
                    "Paging.everyOffsetPositionAndLimitReturnsThatPartOfTheList"),
            wrong(
                    "more always",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        boolean more(List<VolumeTransfer> page, PageQuery query, long rest) {
                            return true;
                        }
                    },
                    "Paging Content Fidelity ManyRows",
                    "Paging.everyOffsetPositionAndLimitReturnsThatPartOfTheList",
                    "Paging.aLimitMayExceedTheCount"),
            wrong(
                    "more when the page is full",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        boolean more(List<VolumeTransfer> page, PageQuery query, long rest) {
                            return page.size() == query.limit();
                        }
                    },
                    "Paging Content Fidelity ManyRows",
                    "Paging.everyOffsetPositionAndLimitReturnsThatPartOfTheList"),
            wrong(
                    "offset and limit overflow",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        long end(long from, int limit) {
                            return Math.max(from, (int) from + limit);
                        }
                    },
                    "Paging Marker ManyRows",
                    "Paging.aLimitMayExceedTheCount"),
            wrong(
                    "offset cut to an int",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        long skipped(long offset) {
                            return Math.max(0, (int) offset);
                        }
                    },
                    "Paging",
                    "Paging.anOffsetPastTheEndReturnsAnEmptyPage"),
            wrong(
                    "null name empty",
                    rows -> Mistakes.renaming(rows, name -> name == null ? "" : name),
                    "Fidelity ManyRows",
                    "Fidelity.nullNameStaysNull"),
            wrong(
                    "empty name null",
                    rows -> Mistakes.renaming(rows, name -> name == null || name.isEmpty() ? null : name),
                    "Fidelity",
                    "Fidelity.emptyNameStaysEmpty"),
            wrong(
                    "names normalised",
                    rows -> Mistakes.renaming(
                            rows, name -> name == null ? null : Normalizer.normalize(name, Normalizer.Form.NFC)),
                    "Fidelity ManyRows",
                    "Fidelity.combiningCharactersAreNotNormalised"),
            wrong(
                    "names trimmed",
                    rows -> Mistakes.renaming(rows, name -> name == null ? null : name.strip()),
                    "Fidelity ManyRows",
                    "Fidelity.spacesInNamesComeBack"),
            wrong(
                    "names of three bytes at most",
                    rows -> Mistakes.renaming(
                            rows, name -> name == null ? null : name.replaceAll("[\\x{10000}-\\x{10FFFF}]", "?")),
                    "Fidelity ManyRows",
                    "Fidelity.namesOf255FourByteCharactersComeBack"),
            wrong(
                    "ids in lower case",
                    rows -> Mistakes.returning(
                            rows,
                            stored -> new VolumeTransfer(
                                    stored.project(),
                                    new TransferId(stored.id().value().toLowerCase(Locale.ROOT)),
                                    stored.name(),
                                    stored.volume(),
                                    stored.createdAt())),
                    "Order Fidelity ManyRows",
                    "Fidelity.idsThatAreNoUuidsComeBack"),
            wrong(
                    "readers share a field",
                    rows -> {
                        Mixing<PageQuery> field = new Mixing<>();
                        ReferenceStorage query = new ReferenceStorage(rows);
                        return asked -> query.page(field.exchanged(asked));
                    },
                    "ManyRows",
                    "ManyRows.parallelReadersEachGetTheirOwnPages"),
            wrongIfUnreachable("unreachable is empty", query -> new TransferPage(List.of(), false)),
            wrongIfUnreachable("unreachable is a programming error", query -> {
                throw new IllegalStateException("connection refused");
            }),
            wrongIfUnreachable("unreachable blames identity", query -> {
                throw new BackendUnavailableException(Backend.IDENTITY, "connection refused", null);
            }));

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private WrongQueries() {}

    static Suspect<TransferQuery> wrong(
            String name,
            Function<Collection<StoredTransfer>, TransferQuery> holding,
            String failingTopics,
            String... witnesses) {
        return new Suspect<>(name, holding, FailingTransferQuery.always(), Expected.failures(failingTopics, witnesses));
    }

    private static Suspect<TransferQuery> wrongIfUnreachable(String name, TransferQuery unreachable) {
        Expected expected = Expected.failures(
                "Failure",
                "Failure.unreachableStorageFailsAPageByOffset",
                "Failure.unreachableStorageFailsAPageAfterAPosition",
                "Failure.unreachableStorageFailsAPageAfterAMarker");
        return new Suspect<>(name, ReferenceStorage::new, unreachable, expected);
    }

    private static boolean areUuids(String a, String b) {
        return UUID_TEXT.matcher(a).matches() && UUID_TEXT.matcher(b).matches();
    }

    private static int indexOf(List<VolumeTransfer> all, TransferPosition position) {
        return all.stream().map(VolumeTransfer::position).toList().indexOf(position);
    }
}
