package org.volumetransfers.bootstrap.files;

import com.fasterxml.jackson.core.JsonLocation;

/**
 * A position in a text file, as editors count it.
 *
 * @param line 1 for the first line
 * @param column 1 for the first character of the line; a character outside the BMP counts as two
 */
public record Place(int line, int column) {

    public static final Place START = new Place(1, 1);

    static Place of(JsonLocation location) {
        return new Place(location.getLineNr(), location.getColumnNr());
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
