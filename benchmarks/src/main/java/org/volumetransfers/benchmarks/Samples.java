package org.volumetransfers.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Everything that was measured, one value for each round, under names such as {@code memory/c64/rps}. */
final class Samples {

    private final Map<String, List<Double>> byName = new LinkedHashMap<>();

    void add(String name, double value) {
        byName.computeIfAbsent(name, unknown -> new ArrayList<>()).add(value);
    }

    /** What the rounds came to; null when nothing was measured under that name. */
    @Nullable Spread spread(String name) {
        List<Double> values = byName.getOrDefault(name, List.of());
        return values.isEmpty() ? null : Spread.of(values);
    }

    /** The same for one over the other, round by round: what slows a whole round down slows both. */
    @Nullable Spread ratio(String over, String under) {
        List<Double> dividends = byName.getOrDefault(over, List.of());
        List<Double> divisors = byName.getOrDefault(under, List.of());
        int rounds = Math.min(dividends.size(), divisors.size());
        if (rounds == 0) {
            return null;
        }
        return Spread.of(IntStream.range(0, rounds)
                .mapToObj(round -> dividends.get(round) / divisors.get(round))
                .toList());
    }

    /** A line for each name: the name and its rounds in order. */
    String csv() {
        StringBuilder lines = new StringBuilder("name,rounds\n");
        byName.forEach((name, values) -> {
            lines.append(name);
            values.forEach(value -> lines.append(',').append(Numbers.plain(value)));
            lines.append('\n');
        });
        return lines.toString();
    }
}
