package org.volumetransfers.benchmarks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a Markdown table row by row. */
final class MarkdownTable {

    private final StringBuilder text = new StringBuilder();

    MarkdownTable(String... headings) {
        row(headings);
        text.append("| --- ".repeat(headings.length)).append("|\n");
    }

    MarkdownTable row(String... cells) {
        text.append("| ").append(String.join(" | ", List.of(cells))).append(" |\n");
        return this;
    }

    /** Formats a measurement, or a dash if it was left out. */
    static String cell(@Nullable Spread spread) {
        if (spread == null) {
            return "–";
        }
        return spread.low() == spread.high() ? Numbers.readable(spread.median()) : Numbers.readable(spread);
    }

    /** Returns the table without a final line separator. */
    @Override
    public String toString() {
        return text.toString().strip();
    }
}
