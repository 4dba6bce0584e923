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

/** Parses a valid and an invalid query string. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParseBenchmark {

    // Not final, so that the compiler cannot compute the result in advance.
    private String valid = "limit=20&offset=40";
    private String invalid = "limit=twenty";

    /** Parses limit and offset. */
    @Benchmark
    public PageRequest query() {
        return HttpSteps.parse(valid);
    }

    /** Refuses a limit that is not a number, up to the body of the response. */
    @Benchmark
    public byte[] refusal() {
        return HttpSteps.refusal(invalid);
    }
}
