package org.volumetransfers.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.volumetransfers.application.service.RecordingQuery.PROJECT;
import static org.volumetransfers.application.service.RecordingQuery.transfer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.blocking.PageWorkers;
import org.volumetransfers.application.blocking.PageWorkers.Limits;
import org.volumetransfers.application.port.in.ListVolumeTransfers;
import org.volumetransfers.application.port.in.TransferListing;
import org.volumetransfers.application.port.in.TransferListing.Step;
import org.volumetransfers.application.port.out.TransferPages;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/** Logging decorators, as an embedder would write them, around each port that a listing passes through. */
class DecoratorsTest {

    private static final int COUNT = 2 * ListingStep.SIZE + 1;
    private static final Limits LIMITS = new Limits(2, 1_000, Duration.ofMinutes(1));
    private static final List<VolumeTransfer> ALL =
            IntStream.range(0, COUNT).mapToObj(RecordingQuery::transfer).toList();

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    private TransferQuery loggingQuery(TransferQuery query) {
        return asked -> {
            log.add("query");
            return query.page(asked);
        };
    }

    private TransferPages loggingPages(TransferPages pages) {
        return asked -> {
            log.add("pages");
            return pages.page(asked);
        };
    }

    private ListVolumeTransfers logging(ListVolumeTransfers transfers) {
        return (project, request) -> {
            log.add("list");
            TransferListing listing = transfers.list(project, request);
            return () -> {
                log.add("first step");
                return listing.firstStep();
            };
        };
    }

    private static List<VolumeTransfer> readAll(Iterable<VolumeTransfer> listing) {
        List<VolumeTransfer> read = new ArrayList<>();
        listing.forEach(read::add);
        return read;
    }

    @Test
    void everyPortCanBeDecorated() {
        TransferPages pages = loggingPages(BlockingTransferPages.direct(loggingQuery(RecordingQuery.holding(COUNT))));
        ListVolumeTransfers transfers = logging(new ListVolumeTransfersService(pages, PagingRule.DOCUMENTED));
        assertEquals(ALL, readAll(transfers.list(PROJECT, PageRequest.all())));
        assertEquals(List.of("list", "first step", "pages", "query", "pages", "query", "pages", "query"), log);
    }

    @Test
    void everyPortCanBeDecoratedAroundWorkers() {
        try (PageWorkers workers =
                BlockingTransferPages.onWorkers(loggingQuery(RecordingQuery.holding(COUNT)), LIMITS)) {
            ListVolumeTransfers transfers =
                    logging(new ListVolumeTransfersService(loggingPages(workers), PagingRule.DOCUMENTED));
            assertEquals(ALL, readAll(transfers.list(PROJECT, PageRequest.all())));
            assertEquals(List.of("list", "first step", "pages", "query", "pages", "query", "pages", "query"), log);
        }
    }

    @Test
    void manyConcurrentListingsPassThroughDecorators() throws Exception {
        try (PageWorkers workers = new PageWorkers(LIMITS, 8, DecoratorsTest::readTogether)) {
            ListVolumeTransfers transfers =
                    logging(new ListVolumeTransfersService(loggingPages(workers), PagingRule.DOCUMENTED));
            List<CompletableFuture<Step>> steps = Stream.generate(() -> transfers
                            .list(PROJECT, PageRequest.first(1))
                            .firstStep()
                            .toCompletableFuture())
                    .limit(200)
                    .toList();
            for (CompletableFuture<Step> step : steps) {
                assertEquals(
                        List.of(transfer(0)), step.get(30, TimeUnit.SECONDS).transfers());
            }
        }
    }

    private static List<Supplier<TransferPage>> readTogether(List<PageQuery> queries) {
        TransferQuery query = RecordingQuery.holding(3);
        return queries.stream()
                .<Supplier<TransferPage>>map(asked -> () -> query.page(asked))
                .toList();
    }

    @Test
    void aListingReadsTheStorageOfItsOwnService() {
        ListVolumeTransfers holdingThree = serviceOf(RecordingQuery.holding(3));
        ListVolumeTransfers holdingOne = serviceOf(RecordingQuery.holding(1));
        TransferListing three = holdingThree.list(PROJECT, PageRequest.all());
        TransferListing one = holdingOne.list(PROJECT, PageRequest.all());
        ListVolumeTransfers handingOver = (project, request) -> request.equals(PageRequest.all()) ? three : one;
        assertEquals(3, readAll(handingOver.list(PROJECT, PageRequest.all())).size());
        assertEquals(1, readAll(handingOver.list(PROJECT, PageRequest.first(9))).size());
    }

    private static ListVolumeTransfers serviceOf(TransferQuery query) {
        return new ListVolumeTransfersService(BlockingTransferPages.direct(query), PagingRule.DOCUMENTED);
    }
}
