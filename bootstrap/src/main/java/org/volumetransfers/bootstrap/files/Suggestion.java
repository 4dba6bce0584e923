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
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                } else {
                    int replaced = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                    edits[i][j] = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
                }
            }
        }
        return edits[from.length()][to.length()];
    }
}
