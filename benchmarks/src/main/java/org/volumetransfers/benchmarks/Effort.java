package org.volumetransfers.benchmarks;

/**
 * How often, how long and how much.
 *
 * @param rounds how often the contenders take turns under load
 * @param warmUpSeconds of load before a contender is measured. What asks a database goes on being compiled for a minute and
 *     more on two processors, which the compiler shares with the load; this is what fits into a quarter of an hour
 * @param loadSeconds of load for each number of connections
 * @param starts how often each is started for its time to the first answer
 * @param footprints how often each is started for its memory
 * @param requests before its memory is looked at
 * @param deepRows transfers in the one large project
 * @param otherRows transfers of all other projects, twenty in each
 * @param deepPages how often each deep page is read
 * @param longAnswers how often the large project is read whole
 * @param stepForks processes for each inner step; 0 measures in this one
 * @param stepMillis of one measurement of an inner step
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
        int longAnswers,
        int stepForks,
        int stepMillis) {

    /** Ten million rows and more can be asked for with {@code otherRows}; loading them takes its time. */
    static Effort full(int otherRows) {
        return new Effort(3, 22, 4, 9, 2, 10_000, 1_000_000, otherRows, 15, 3, 1, 1000);
    }

    /** Shows that everything still works, and no more. */
    static Effort tiny() {
        return new Effort(1, 0, 1, 1, 1, 300, 20_000, 20_000, 1, 1, 0, 20);
    }
}
