package org.volumetransfers.bootstrap.files;

/**
 * A text with one place marked by {@code @@}, so that a test shows the place instead of counting columns.
 *
 * @param text the text without the mark
 * @param place where the mark was
 */
record Marked(String text, Place place) {

    private static final String MARK = "@@";

    static Marked parse(String marked) {
        int at = marked.indexOf(MARK);
        String before = marked.substring(0, at);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int column = at - before.lastIndexOf('\n');
        return new Marked(before + marked.substring(at + MARK.length()), new Place(line, column));
    }
}
