package org.volumetransfers.benchmarks;

import java.util.Locale;

/** Formats numbers with a suitable precision. */
final class Numbers {

    private Numbers() {}

    /** Formats a number for programs. */
    static String plain(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** Formats a number for people: three significant digits, or a grouped integer. */
    static String readable(double value) {
        double size = Math.abs(value);
        if (size >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
    }

    /** Formats the median and, in parentheses, minimum and maximum. */
    static String readable(Spread spread) {
        return readable(spread.median()) + " (" + readable(spread.low()) + "–" + readable(spread.high()) + ")";
    }
}
