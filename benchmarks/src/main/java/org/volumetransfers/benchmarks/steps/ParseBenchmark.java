package org.volumetransfers.benchmarks.steps;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.volumetransfers.adapter.http.HttpSteps;
import org.volumetransfers.domain.PageRequest;

/** What a query string costs: one that is good, and one that is refused. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParseBenchmark {

    // Not final, so that the compiler cannot work the answer out beforehand.
    private String good = "limit=20&offset=40";
    private String bad = "limit=twenty";

    /** Limit and offset. */
    @Benchmark
    public PageRequest query() {
        return HttpSteps.parse(good);
    }

    /** A limit that is no number, up to the body of the answer. */
    @Benchmark
    public byte[] errorAnswer() {
        return HttpSteps.refusal(bad);
    }
}
