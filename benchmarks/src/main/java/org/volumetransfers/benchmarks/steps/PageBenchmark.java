package org.volumetransfers.benchmarks.steps;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.volumetransfers.adapter.inmemory.InMemoryTransferQuery;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferPosition;

/** Reads pages of 100 from memory, of a project with a million transfers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PageBenchmark {

    private static final int LIMIT = 100;

    /** Number of transfers in the project. */
    @Param("1000000")
    public int rows;

    private InMemoryTransferQuery storage = new InMemoryTransferQuery();
    private PageQuery first = PageQuery.atOffset(Rows.PROJECT, 0, LIMIT);
    private PageQuery last = first;
    private PageQuery after = first;

    /** Fills the storage. */
    @Setup
    public void fill() {
        storage = Rows.storage(rows);
        last = PageQuery.atOffset(Rows.PROJECT, rows - LIMIT, LIMIT);
        after = PageQuery.after(
                Rows.PROJECT, new TransferPosition(Rows.START.plusSeconds(rows / 2), new TransferId("x")), LIMIT);
    }

    /** Reads the first page. */
    @Benchmark
    public TransferPage offsetZero() {
        return storage.page(first);
    }

    /** Reads the last page. */
    @Benchmark
    public TransferPage offsetOfLastPage() {
        return storage.page(last);
    }

    /** Reads a page after a position in the middle. */
    @Benchmark
    public TransferPage afterPosition() {
        return storage.page(after);
    }
}
