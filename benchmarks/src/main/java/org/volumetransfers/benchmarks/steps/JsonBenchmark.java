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
    private TransferListing.Step thousand = step(1000);

    private static TransferListing.Step step(int rows) {
        return new ListVolumeTransfersService(Rows.storage(rows), PagingRule.DOCUMENTED)
                .list(Rows.PROJECT, PageRequest.first(rows))
                .firstStep();
    }

    /** Encodes a page of 20. */
    @Benchmark
    public ByteBuffer rows20() {
        return HttpSteps.json(twenty, PUBLIC_URL, Rows.PROJECT);
    }

    /** Encodes a page of 1000. */
    @Benchmark
    public ByteBuffer rows1000() {
        return HttpSteps.json(thousand, PUBLIC_URL, Rows.PROJECT);
    }
}
