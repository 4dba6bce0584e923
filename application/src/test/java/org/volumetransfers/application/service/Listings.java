package org.volumetransfers.application.service;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.volumetransfers.application.service.BlockingTransferPages.direct;
import static org.volumetransfers.application.service.RecordingQuery.PROJECT;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.volumetransfers.application.port.in.TransferListing;
import org.volumetransfers.application.port.in.TransferListing.Rest;
import org.volumetransfers.application.port.in.TransferListing.Step;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/** Ways to read listings of the project of {@link RecordingQuery}. */
final class Listings {

    static final int STEP = ListingStep.SIZE;

    private Listings() {}

    static TransferListing list(TransferQuery query, PagingRule rule, PageRequest request) {
        return new ListVolumeTransfersService(direct(query), rule).list(PROJECT, request);
    }

    static Step firstStep(TransferQuery query, PagingRule rule, PageRequest request) {
        return read(list(query, rule, request).firstStep());
    }

    static Rest rest(Step step) {
        return step.restAfter(step.transfers().size());
    }

    static Step next(Step step) {
        return read(rest(step).read());
    }

    static Step read(CompletionStage<Step> stage) {
        return stage.toCompletableFuture().join();
    }

    /** Reads up to the end. */
    static Rest end(Step first) {
        Step step = first;
        while (!rest(step).isEmpty()) {
            step = next(step);
        }
        return rest(step);
    }

    static List<VolumeTransfer> readAll(Iterable<VolumeTransfer> listing) {
        List<VolumeTransfer> read = new ArrayList<>();
        listing.forEach(read::add);
        return read;
    }

    static <E extends Exception> E assertFails(Class<E> error, Supplier<? extends CompletionStage<?>> reading) {
        CompletableFuture<?> stage = reading.get().toCompletableFuture();
        return assertInstanceOf(
                error, assertThrows(CompletionException.class, stage::join).getCause());
    }

    static PagingRule rule(OffsetRule offsetRule) {
        return new PagingRule(offsetRule, null);
    }

    static PagingRule atMost(int maxLimit) {
        return new PagingRule(OffsetRule.DOCUMENTED, maxLimit);
    }

    static List<VolumeTransfer> transfers(int from, int to) {
        return IntStream.range(from, to).mapToObj(RecordingQuery::transfer).toList();
    }
}
