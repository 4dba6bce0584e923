package org.volumetransfers.benchmarks;

import java.util.Locale;

/** How numbers are written: with as many digits as they are worth. */
final class Numbers {

    private Numbers() {}

    /** For a program to read. */
    static String plain(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** For people: three digits or all of a larger number's, in groups. */
    static String readable(double value) {
        double size = Math.abs(value);
        if (size >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
    }

    /** The middle and, in brackets, the ends. */
    static String readable(Spread spread) {
        return readable(spread.median()) + " (" + readable(spread.low()) + "–" + readable(spread.high()) + ")";
    }
}
