package org.volumetransfers.bootstrap.files;

import java.util.Collection;
import java.util.Comparator;

/** Finds the known name that a misspelt one was probably meant to be. */
public final class Suggestion {

    private Suggestion() {}

    /**
     * Returns the end of an error message: a question that names the nearest known name, or an empty string when none
     * begins with {@code name} or differs from it in few characters.
     */
    public static String question(String name, Collection<String> known) {
        int limit = 1 + name.length() / 4;
        return known.stream()
                .filter(candidate -> candidate.startsWith(name) || distance(name, candidate) <= limit)
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
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
