package org.volumetransfers.benchmarks;

import java.util.List;

/**
 * What several rounds came to.
 *
 * @param median the one in the middle
 * @param low the smallest
 * @param high the largest
 */
record Spread(double median, double low, double high) {

    /** Of at least one value. */
    static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }
}
