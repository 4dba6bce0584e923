package org.volumetransfers.bootstrap.files;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name that a misspelt one was probably meant to be. */
public final class Suggestion {

    private Suggestion() {}

    /**
     * Returns the nearest known name: the closest one of those that begin with {@code name}, or differ from it in few
     * characters.
     */
    public static Optional<String> nearest(String name, Collection<String> known) {
        int limit = 1 + name.length() / 4;
        return known.stream()
                .filter(candidate -> candidate.startsWith(name) || distance(name, candidate) <= limit)
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
    }

    /** Returns the end of an error message. */
    public static String question(String name, Collection<String> known) {
        return nearest(name, known)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("");
    }

    /** The Levenshtein distance. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            int diagonal = i - 1;
            for (int j = 0; j <= to.length(); j++) {
                int above = row[j];
                if (i == 0 || j == 0) {
                    row[j] = i + j;
                } else {
                    int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                    row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                }
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
