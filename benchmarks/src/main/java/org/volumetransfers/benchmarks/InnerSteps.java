package org.volumetransfers.benchmarks;

import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the JMH benchmarks: nanoseconds and bytes of garbage for each step. */
final class InnerSteps {

    private static final String STEPS = InnerSteps.class.getPackageName() + ".steps.";

    private InnerSteps() {}

    static void run(Samples samples, Effort effort, Path log) throws RunnerException {
        TimeValue time = new TimeValue(effort.stepMillis(), TimeUnit.MILLISECONDS);
        Options options = new OptionsBuilder()
                .include(STEPS.replace(".", "\\."))
                .param("rows", String.valueOf(effort.deepRows()))
                .forks(effort.stepForks())
                .warmupIterations(effort.stepForks() == 0 ? 1 : 3)
                .warmupTime(time)
                .measurementIterations(effort.stepForks() == 0 ? 1 : 5)
                .measurementTime(time)
                // Collects the million transfers created during set-up, which are not part of a request.
                .shouldDoGC(true)
                .addProfiler(GCProfiler.class)
                .output(log.toString())
                .build();
        Collection<RunResult> results = new Runner(options).run();
        for (RunResult result : results) {
            String step = result.getParams().getBenchmark().substring(STEPS.length());
            for (BenchmarkResult fork : result.getBenchmarkResults()) {
                for (IterationResult iteration : fork.getIterationResults()) {
                    samples.add("step/" + step, iteration.getPrimaryResult().getScore());
                }
            }
            for (Result<?> secondary : result.getSecondaryResults().values()) {
                if (secondary.getLabel().endsWith("gc.alloc.rate.norm")) {
                    samples.add("step-bytes/" + step, secondary.getScore());
                }
            }
        }
    }
}
