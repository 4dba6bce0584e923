package org.volumetransfers.benchmarks;

import java.util.List;

/**
 * The extent of a run.
 *
 * @param rounds rounds of load for each contender
 * @param warmUpSeconds duration of load before a contender is measured. The code of contenders with a database is compiled
 *     for a minute or more on two processors, which the compiler shares with the load; a longer warm-up would take too long
 * @param loadSeconds duration of load for each number of connections
 * @param starts starts of each contender to measure its time to the first response
 * @param footprints starts of each contender to measure its memory
 * @param requests requests before memory is measured
 * @param deepRows transfers in the large project
 * @param otherRows transfers of all other projects, twenty in each
 * @param deepPages reads of each deep page
 * @param longResponses complete responses for the large project
 * @param walks walks over the large project
 * @param stepForks processes for each inner step; 0 measures in this process
 * @param stepMillis duration of one measurement of an inner step
 */
record Effort(
        int rounds,
        int warmUpSeconds,
        int loadSeconds,
        int starts,
        int footprints,
        int requests,
        int deepRows,
        int otherRows,
        int deepPages,
        int longResponses,
        int walks,
        int stepForks,
        int stepMillis) {

    /** Returns a full run. Loading ten million or more {@code otherRows} takes several minutes. */
    static Effort full(int otherRows) {
        return new Effort(3, 22, 4, 9, 2, 10_000, 1_000_000, otherRows, 15, 3, 3, 1, 1000);
    }

    /**
     * Returns the options of pgbench: the rate of each second of warm-up and load, and of one more second, since the last
     * one may not be reported. A smoke test counts transactions: on a busy machine, connecting takes longer than its load.
     */
    List<String> pgbenchOptions() {
        return warmUpSeconds > 0 ? List.of("-P1", "-T" + (warmUpSeconds + loadSeconds + 1)) : List.of("-t20");
    }

    /** Returns a smoke test. */
    static Effort tiny() {
        return new Effort(1, 0, 1, 1, 1, 300, 20_000, 20_000, 1, 1, 1, 0, 20);
    }
}
