package org.volumetransfers.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All measurements, one value per round, under names such as {@code memory/c64/rps}. */
final class Samples {

    private final Map<String, List<Double>> byName = new LinkedHashMap<>();

    void add(String name, double value) {
        byName.computeIfAbsent(name, unknown -> new ArrayList<>()).add(value);
    }

    /** Returns the spread of a measurement; null if there is none with that name. */
    @Nullable Spread spread(String name) {
        List<Double> values = byName.getOrDefault(name, List.of());
        return values.isEmpty() ? null : Spread.of(values);
    }

    /** Returns the spread of a ratio, computed per round, since other load affects both values of a round. */
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

    /** Returns one line per name: the name, and its values in order. */
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
