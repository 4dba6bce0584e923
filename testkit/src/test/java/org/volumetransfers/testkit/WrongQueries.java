package org.volumetransfers.testkit;

// Longer than 250 lines: it is one table, a row for each wrong query.

import java.text.Collator;
import java.text.Normalizer;
import java.time.temporal.ChronoUnit;
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

/** Queries with one mistake each, and who must notice it. */
final class WrongQueries {

    static final List<WrongQuery> ALL = List.of(
            wrong(
                    "offset counts from one",
                    rows -> new ReferenceQuery(rows) {
                        @Override
                        long skipped(long offset) {
                            return Math.max(0, offset - 1);
                        }
                    },
                    "Offset Isolation Visibility Independence ManyRows",
                    "Offset.offsetInTheMiddleSkipsThatMany",
                    "Offset.offsetAtTheCountGivesAnEmptyPage"),
            wrong(
                    "offset skips one more",
                    rows -> new ReferenceQuery(rows) {
                        @Override
                        long skipped(long offset) {
                            return offset == 0 ? 0 : offset + 1;
                        }
                    },
                    "Offset Isolation Visibility Independence ManyRows",
                    "Offset.offsetInTheMiddleSkipsThatMany",
                    "Offset.offsetOfTheLastGivesTheLast"),
            wrong(
                    "limit gives one more",
                    rows -> new ReferenceQuery(rows) {
                        @Override
                        long end(long from, int limit) {
                            return super.end(from, limit) + 1;
                        }
                    },
                    "Limit Offset Keyset Isolation Visibility Independence ManyRows",
                    "Limit.limitOneGivesTheFirst",
                    "Limit.limitBelowTheCountGivesThatManyAndSaysThatMoreFollow"),
            wrong(
                    "no tie breaker",
                    rows -> new ReferenceQuery(rows) {
                        @Override
                        int compareIds(String a, String b) {
                            return 0;
                        }
                    },
                    "Order Keyset ManyRows",
                    "Order.equalTimesAreOrderedById",
                    "Keyset.amongEqualTimesTheIdDecides"),
            wrong(
                    "signed uuid order",
                    rows -> new ReferenceQuery(rows) {
                        @Override
                        int compareIds(String a, String b) {
                            return areUuids(a, b)
                                    ? UUID.fromString(a).compareTo(UUID.fromString(b))
                                    : super.compareIds(a, b);
                        }
                    },
                    "Order ManyRows",
                    "Order.uuidsAreOrderedAsTextNotAsSignedNumbers"),
            wrong(
                    "locale order",
                    rows -> new ReferenceQuery(rows) {
                        @Override
                        int compareIds(String a, String b) {
                            int byLocale = Collator.getInstance(Locale.ENGLISH).compare(a, b);
                            return byLocale != 0 ? byLocale : super.compareIds(a, b);
                        }
                    },
                    "Order ManyRows",
                    "Order.idsAreOrderedByBytesNotByLocale",
                    "Order.idsThatDifferOnlyInCaseAreOrderedByBytes"),
            wrong(
                    "utf16 order",
                    rows -> new ReferenceQuery(rows) {
                        @Override
                        int compareIds(String a, String b) {
                            return a.compareTo(b);
                        }
                    },
                    "Order ManyRows",
                    "Order.idsAreOrderedByCodePointNotByUtf16Unit"),
            wrong(
                    "time does not count below a millisecond",
                    rows -> new ReferenceQuery(rows.stream()
                            .map(row -> new StoredTransfer(cutToMillis(row.transfer()), row.status()))
                            .toList()),
                    "Order Keyset Fidelity ManyRows",
                    "Order.aMicrosecondDecidesBeforeId",
                    "Fidelity.microsecondsComeBack"),
            wrong(
                    "times returned in milliseconds",
                    rows -> new ReferenceQuery(rows) {
                        @Override
                        VolumeTransfer returned(VolumeTransfer stored) {
                            return cutToMillis(stored);
                        }
                    },
                    "Fidelity Keyset ManyRows",
                    "Fidelity.microsecondsComeBack",
                    "Fidelity.theFirstAndTheLastTimeComeBack"),
            wrong(
                    "every tenants rows",
                    rows -> new ReferenceQuery(rows) {
                        @Override
                        boolean isOf(ProjectId asked, ProjectId stored) {
                            return true;
                        }
                    },
                    "Isolation ManyRows",
                    "Isolation.aTransferIdInTwoProjectsIsTwoTransfers",
                    "Isolation.anUnknownProjectHasNoTransfers"),
            wrong(
                    "project without case",
                    rows -> new ReferenceQuery(rows) {
                        @Override
                        boolean isOf(ProjectId asked, ProjectId stored) {
                            return asked.value().equalsIgnoreCase(stored.value());
                        }
                    },
                    "Isolation ManyRows",
                    "Isolation.projectIdsThatDifferByCaseAreTwoProjects"),
            wrong(
                    "project by its beginning",
                    rows -> new ReferenceQuery(rows) {
                        @Override
                        boolean isOf(ProjectId asked, ProjectId stored) {
                            return stored.value().startsWith(asked.value());
                        }
                    },
                    "Isolation ManyRows",
                    "Isolation.projectIdsThatBeginAlikeAreTwoProjects"),
            wrong(
                    "project as a pattern",
                    rows -> new ReferenceQuery(rows) {
                        @Override
                        boolean isOf(ProjectId asked, ProjectId stored) {
                            return Pattern.matches(asked.value().replace('_', '.'), stored.value());
                        }
                    },
                    "Isolation",
                    "Isolation.signsInProjectIdsStandForThemselves"),
            wrong(
                    "marker lost ends the list",
                    rows -> new ReferenceQuery(rows) {
                        @Override
                        long countUpTo(List<VolumeTransfer> all, TransferPosition position) {
                            long place = indexOf(all, position);
                            return place < 0 ? all.size() : place + 1;
                        }
                    },
                    "Keyset ManyRows",
                    "Keyset.afterATransferSinceDeletedComesTheNext",
                    "Keyset.afterATransferSinceAcceptedComesTheNext"),
            wrong(
                    "marker lost starts over",
                    rows -> new ReferenceQuery(rows) {
                        @Override
                        long countUpTo(List<VolumeTransfer> all, TransferPosition position) {
                            return indexOf(all, position) + 1L;
                        }
                    },
                    "Keyset ManyRows",
                    "Keyset.afterATransferSinceDeletedComesTheNext",
                    "Keyset.afterATransferSinceAcceptedComesTheNext"),
            wrong(
                    "marker found by its id",
                    rows -> new ReferenceQuery(rows) {
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
                    "Keyset ManyRows",
                    "Keyset.thePlaceCountsAndNotTheTransferWithItsId"),
            wrong(
                    "every status shown",
                    rows -> new ReferenceQuery(rows) {
                        @Override
                        boolean isListed(TransferStatus status) {
                            return true;
                        }
                    },
                    "Visibility ManyRows",
                    "Visibility.acceptedTransfersAreNotListed",
                    "Visibility.deletedTransfersAreNotListed"),
            wrong(
                    "accepted shown",
                    rows -> new ReferenceQuery(rows) {
                        @Override
                        boolean isListed(TransferStatus status) {
                            return status != TransferStatus.DELETED;
                        }
                    },
                    "Visibility ManyRows",
                    "Visibility.acceptedTransfersAreNotListed"),
            wrong(
                    "hidden rows said to follow",
                    rows -> new ReferenceQuery(rows) {
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
                    "Visibility",
                    "Visibility.acceptedTransfersAreNotSaidToFollow",
                    "Visibility.deletedTransfersAreNotSaidToFollow"),
            wrong(
                    "more never",
                    rows -> new ReferenceQuery(rows) {
                        @Override
                        boolean more(List<VolumeTransfer> page, PageQuery query, long rest) {
                            return false;
                        }
                    },
                    "Limit Offset Keyset Isolation Visibility Fidelity Independence ManyRows",
                    "Limit.limitOneBelowTheCountSaysThatMoreFollow"),
            wrong(
                    "more always",
                    rows -> new ReferenceQuery(rows) {
                        @Override
                        boolean more(List<VolumeTransfer> page, PageQuery query, long rest) {
                            return true;
                        }
                    },
                    "Limit Offset Keyset Isolation Visibility Fidelity Independence ManyRows",
                    "Limit.limitOfExactlyTheCountGivesAllAndSaysThatNoneFollow",
                    "Limit.limitAboveTheCountGivesAllAndSaysThatNoneFollow"),
            wrong(
                    "more when the page is full",
                    rows -> new ReferenceQuery(rows) {
                        @Override
                        boolean more(List<VolumeTransfer> page, PageQuery query, long rest) {
                            return page.size() == query.limit();
                        }
                    },
                    "Limit Offset Keyset Isolation Visibility Fidelity Independence ManyRows",
                    "Limit.limitOfExactlyTheCountGivesAllAndSaysThatNoneFollow"),
            wrong(
                    "offset and limit overflow",
                    rows -> new ReferenceQuery(rows) {
                        @Override
                        long end(long from, int limit) {
                            return Math.max(from, (int) from + limit);
                        }
                    },
                    "Offset Keyset ManyRows",
                    "Offset.offsetAndLimitTogetherMayExceedAnInt"),
            wrong(
                    "offset cut to an int",
                    rows -> new ReferenceQuery(rows) {
                        @Override
                        long skipped(long offset) {
                            return Math.max(0, (int) offset);
                        }
                    },
                    "Offset",
                    "Offset.offsetAboveAnIntGivesAnEmptyPage"),
            wrong(
                    "null name empty",
                    rows -> new RenamingQuery(rows, name -> name == null ? "" : name),
                    "Fidelity ManyRows",
                    "Fidelity.nullNameStaysNull"),
            wrong(
                    "empty name null",
                    rows -> new RenamingQuery(rows, name -> name == null || name.isEmpty() ? null : name),
                    "Fidelity",
                    "Fidelity.emptyNameStaysEmpty"),
            wrong(
                    "names normalised",
                    rows -> new RenamingQuery(
                            rows, name -> name == null ? null : Normalizer.normalize(name, Normalizer.Form.NFC)),
                    "Fidelity ManyRows",
                    "Fidelity.combiningCharactersAreNotNormalised"),
            wrong(
                    "names trimmed",
                    rows -> new RenamingQuery(rows, name -> name == null ? null : name.strip()),
                    "Fidelity ManyRows",
                    "Fidelity.spacesInNamesStay"),
            wrong(
                    "names of three bytes at most",
                    rows -> new RenamingQuery(
                            rows, name -> name == null ? null : name.replaceAll("[\\x{10000}-\\x{10FFFF}]", "?")),
                    "Fidelity ManyRows",
                    "Fidelity.namesOf255FourByteCharactersComeBack"),
            wrong(
                    "ids in lower case",
                    rows -> new ReferenceQuery(rows) {
                        @Override
                        VolumeTransfer returned(VolumeTransfer stored) {
                            TransferId id = new TransferId(stored.id().value().toLowerCase(Locale.ROOT));
                            return new VolumeTransfer(
                                    stored.project(), id, stored.name(), stored.volume(), stored.createdAt());
                        }
                    },
                    "Order Fidelity ManyRows",
                    "Fidelity.idsThatAreNoUuidsComeBack"),
            wrong(
                    "readers share a field",
                    rows -> {
                        Mixing<PageQuery> field = new Mixing<>();
                        ReferenceQuery query = new ReferenceQuery(rows);
                        return asked -> query.page(field.mixedUp(asked));
                    },
                    "Independence",
                    "Independence.parallelReadersEachGetTheirOwnPages"),
            wrongWhenAway("unreachable is empty", query -> new TransferPage(List.of(), false)),
            wrongWhenAway("unreachable is a programming error", query -> {
                throw new IllegalStateException("connection refused");
            }),
            wrongWhenAway("unreachable blames identity", query -> {
                throw new BackendUnavailableException(Backend.IDENTITY, "connection refused", null);
            }));

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private WrongQueries() {}

    private static WrongQuery wrong(
            String name,
            Function<Collection<StoredTransfer>, TransferQuery> holding,
            String noticedBy,
            String... witnesses) {
        return new WrongQuery(name, holding, FailingTransferQuery.always(), Expected.failures(noticedBy, witnesses));
    }

    private static WrongQuery wrongWhenAway(String name, TransferQuery unreachable) {
        Expected expected = Expected.failures(
                "Failure",
                "Failure.unreachableStorageFailsAPageByOffset",
                "Failure.unreachableStorageFailsAPageBehindAPosition");
        return new WrongQuery(name, ReferenceQuery::new, unreachable, expected);
    }

    private static boolean areUuids(String a, String b) {
        return UUID_TEXT.matcher(a).matches() && UUID_TEXT.matcher(b).matches();
    }

    private static int indexOf(List<VolumeTransfer> all, TransferPosition position) {
        return all.stream().map(VolumeTransfer::position).toList().indexOf(position);
    }

    private static VolumeTransfer cutToMillis(VolumeTransfer transfer) {
        return new VolumeTransfer(
                transfer.project(),
                transfer.id(),
                transfer.name(),
                transfer.volume(),
                transfer.createdAt().truncatedTo(ChronoUnit.MILLIS));
    }
}
