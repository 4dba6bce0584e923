package org.volumetransfers.benchmarks.steps;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.volumetransfers.adapter.http.HttpSteps;
import org.volumetransfers.application.port.in.TransferListing;
import org.volumetransfers.application.service.BlockingTransferPages;
import org.volumetransfers.application.service.ListVolumeTransfersService;
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.domain.PageRequest;

/** Encodes transfers as JSON. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonBenchmark {

    private static final String PUBLIC_URL = "http://127.0.0.1:8776";

    private TransferListing.Step twenty = step(20);
    private TransferListing.Step full = step(256);

    private static TransferListing.Step step(int rows) {
        TransferListing.Step step = new ListVolumeTransfersService(
                        BlockingTransferPages.direct(Rows.storage(rows)), PagingRule.DOCUMENTED)
                .list(Rows.PROJECT, PageRequest.first(rows))
                .firstStep()
                .toCompletableFuture()
                .join();
        if (step.transfers().size() != rows) {
            throw new IllegalStateException("a step of " + step.transfers().size());
        }
        return step;
    }

    /** Encodes a page of 20. */
    @Benchmark
    public ByteBuffer rows20() {
        return HttpSteps.json(twenty, PUBLIC_URL, Rows.PROJECT);
    }

    /** Encodes 256 transfers: a full step of a long listing. */
    @Benchmark
    public ByteBuffer rows256() {
        return HttpSteps.json(full, PUBLIC_URL, Rows.PROJECT);
    }
}
