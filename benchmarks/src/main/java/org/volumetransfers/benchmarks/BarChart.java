package org.volumetransfers.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An SVG chart of horizontal bars from zero to the median, with whiskers from the minimum to the maximum. */
final class BarChart {

    private static final int LABELS = 380;
    private static final int BARS = 360;
    private static final int VALUES = 120;
    private static final int ROW = 26;
    private static final int TOP = 40;
    private static final String FONT = "font-family=\"sans-serif\" font-size=\"13\"";

    private final String title;
    private final List<Bar> bars = new ArrayList<>();

    private record Bar(String label, Spread spread, boolean ours) {}

    BarChart(String title) {
        this.title = title;
    }

    /** Adds a bar unless its value was not measured. */
    BarChart bar(String label, @Nullable Spread spread, boolean ours) {
        if (spread != null) {
            bars.add(new Bar(label, spread, ours));
        }
        return this;
    }

    boolean isEmpty() {
        return bars.isEmpty();
    }

    String svg() {
        int width = LABELS + BARS + VALUES;
        int height = TOP + bars.size() * ROW + 10;
        double maximum =
                bars.stream().mapToDouble(bar -> bar.spread.high()).max().orElse(1);
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">%n",
                width, height, width, height));
        svg.append(String.format("<title>%s</title>%n", title));
        svg.append(String.format("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", width, height));
        svg.append(String.format("<text x=\"10\" y=\"24\" %s font-weight=\"bold\">%s</text>%n", FONT, title));
        for (int row = 0; row < bars.size(); row++) {
            svg.append(bar(bars.get(row), TOP + row * ROW, BARS / maximum));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String bar(Bar bar, int top, double scale) {
        int middle = top + ROW / 2;
        double end = LABELS + bar.spread.high() * scale;
        return text(LABELS - 8, middle, "end", bar.label)
                + String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                        LABELS,
                        top + 4,
                        bar.spread.median() * scale,
                        ROW - 8,
                        bar.ours ? "#2f6fb3" : "#b8bec6")
                + String.format(
                        Locale.ROOT,
                        "<path d=\"M%.1f %dH%.1f\" stroke=\"#222222\" stroke-width=\"1.5\"/>%n",
                        LABELS + bar.spread.low() * scale,
                        middle,
                        end)
                + text((int) end + 8, middle, "start", Numbers.readable(bar.spread.median()));
    }

    private static String text(int x, int middle, String anchor, String text) {
        return String.format(
                "<text x=\"%d\" y=\"%d\" %s text-anchor=\"%s\">%s</text>%n", x, middle + 5, FONT, anchor, text);
    }
}
