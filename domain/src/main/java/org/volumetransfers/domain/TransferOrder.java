package org.volumetransfers.domain;

import java.util.Comparator;

/**
 * The order in which transfers are listed, consistent with equals. New transfers come last, so that consecutive pages do not
 * overlap while transfers are only added.
 */
public enum TransferOrder implements Comparator<TransferPosition> {

    /**
     * Ascending {@code created_at}, then ascending {@code id} in the byte order of UTF-8, which is the order of code points
     * (PostgreSQL: {@code collate "C"}).
     */
    CREATED_AT_THEN_ID;

    @Override
    public int compare(TransferPosition a, TransferPosition b) {
        int byTime = a.createdAt().compareTo(b.createdAt());
        return byTime != 0 ? byTime : compareCodePoints(a.id().value(), b.id().value());
    }

    /** Unlike {@link String#compareTo}, orders U+10000 and above (surrogates) after U+E000..U+FFFF. */
    private static int compareCodePoints(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean oneIsSurrogate = Character.isSurrogate(x) != Character.isSurrogate(y);
                if (oneIsSurrogate && x >= Character.MIN_SURROGATE && y >= Character.MIN_SURROGATE) {
                    return Character.isSurrogate(x) ? 1 : -1;
                }
                return Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
