package org.volumetransfers.bootstrap;

/**
 * A place in a text file, as editors count it.
 *
 * @param line 1 for the first line
 * @param column 1 for the first character of the line; a character outside the BMP counts as two
 */
record Place(int line, int column) {

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
