package org.volumetransfers.testkit;

import static org.volumetransfers.testkit.WrongQueries.wrong;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.UnknownMarkerException;

/** Queries with one mistake each about markers, and the tests that must fail. */
final class WrongMarkers {

    private static final String SAME_PAGE = "Marker.aPageAfterAMarkerIsThePageAfterItsPosition";
    private static final String ENDED = "Marker.aMarkerThatHasEndedContinuesAtItsPlace";
    private static final String NEVER_HAD = "Marker.aTransferThatTheProjectNeverHadIsUnknown";
    private static final String EXACTLY = "Marker.aMarkerIsMatchedExactly";

    static final List<Suspect<TransferQuery>> ALL = List.of(
            wrong(
                    "an unknown marker starts over",
                    rows -> ifUnknown(
                            rows, (query, asked) -> query.page(PageQuery.atOffset(asked.project(), 0, asked.limit()))),
                    "Marker",
                    NEVER_HAD,
                    EXACTLY),
            wrong(
                    "an unknown marker ends the list",
                    rows -> ifUnknown(rows, (query, asked) -> new TransferPage(List.of(), false)),
                    "Marker",
                    NEVER_HAD,
                    EXACTLY),
            wrong(
                    "the end is an unknown marker",
                    rows -> {
                        ReferenceStorage query = new ReferenceStorage(rows);
                        return asked -> {
                            TransferPage page = query.page(asked);
                            Optional<TransferId> marker = asked.start()
                                    .map(
                                            offset -> Optional.empty(),
                                            position -> Optional.empty(),
                                            after -> Optional.of(after.marker()));
                            if (marker.isPresent() && page.transfers().isEmpty()) {
                                throw new UnknownMarkerException(marker.get().value());
                            }
                            return page;
                        };
                    },
                    "Marker",
                    "Marker.noTransferFollowsTheLast"),
            wrong(
                    "an ended marker is unknown",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        boolean isRemembered(TransferStatus status) {
                            return isListed(status);
                        }
                    },
                    "Marker",
                    ENDED),
            wrong(
                    "a marker ignores case",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        boolean matches(String asked, String stored) {
                            return asked.equalsIgnoreCase(stored);
                        }
                    },
                    "Marker",
                    EXACTLY),
            wrong(
                    "a marker may be of any project",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        public Optional<TransferPosition> position(ProjectId project, TransferId id) {
                            return rows.stream()
                                    .map(StoredTransfer::transfer)
                                    .filter(transfer -> transfer.id().equals(id))
                                    .map(VolumeTransfer::position)
                                    .findFirst();
                        }
                    },
                    "Marker",
                    NEVER_HAD),
            wrong(
                    "the offset includes the marker",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        long skippedAfterMarker(long offset) {
                            return super.skippedAfterMarker(offset) - 1;
                        }
                    },
                    "Marker",
                    SAME_PAGE,
                    ENDED),
            wrong(
                    "the offset is ignored after a marker",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        long skippedAfterMarker(long offset) {
                            return 0;
                        }
                    },
                    "Marker",
                    SAME_PAGE,
                    ENDED),
            wrong(
                    "the offset after a marker is cut to an int",
                    rows -> new ReferenceStorage(rows) {
                        @Override
                        long skippedAfterMarker(long offset) {
                            return Math.max(0, (int) offset);
                        }
                    },
                    "Marker",
                    SAME_PAGE,
                    ENDED),
            unknownIfUnreachable());

    private WrongMarkers() {}

    private static TransferQuery ifUnknown(
            Collection<StoredTransfer> rows, BiFunction<TransferQuery, PageQuery, TransferPage> answer) {
        ReferenceStorage query = new ReferenceStorage(rows);
        return asked -> {
            try {
                return query.page(asked);
            } catch (UnknownMarkerException e) {
                return answer.apply(query, asked);
            }
        };
    }

    private static Suspect<TransferQuery> unknownIfUnreachable() {
        TransferQuery failing = FailingTransferQuery.always();
        TransferQuery unreachable =
                asked -> asked.start().map(offset -> failing.page(asked), position -> failing.page(asked), after -> {
                    throw new UnknownMarkerException(after.marker().value());
                });
        return new Suspect<>(
                "a marker is unknown if storage is unreachable",
                ReferenceStorage::new,
                unreachable,
                Expected.failures("Failure", "Failure.unreachableStorageFailsAPageAfterAMarker"));
    }
}
