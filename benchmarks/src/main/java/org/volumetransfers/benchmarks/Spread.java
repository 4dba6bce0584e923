package org.volumetransfers.benchmarks;

import java.util.List;

/**
 * The distribution of several rounds.
 *
 * @param median median
 * @param low minimum
 * @param high maximum
 */
record Spread(double median, double low, double high) {

    /** Returns the spread of one or more values. */
    static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }
}
