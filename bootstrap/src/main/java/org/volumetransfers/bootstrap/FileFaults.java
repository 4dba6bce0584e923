package org.volumetransfers.bootstrap;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with one file, each fault as {@code FILE:LINE:COLUMN: what was wrong}. */
final class FileFaults {

    /** Faults shown of one file: whoever made this many needs another program more than a longer list. */
    static final int SHOWN = 20;

    private final String file;
    private final List<String> faults = new ArrayList<>();

    FileFaults(String file) {
        this.file = file;
    }

    /**
     * Notes a fault.
     *
     * @throws TooManyFaults when {@link #SHOWN} have been noted before; the reading is to end there
     */
    void add(Place place, String whatWasWrong) {
        if (faults.size() == SHOWN) {
            faults.add(file + ": there are more faults; these are the first " + SHOWN);
            throw new TooManyFaults();
        }
        addLast(place, whatWasWrong);
    }

    /** Notes the fault that ended the reading. */
    void addLast(Place place, String whatWasWrong) {
        faults.add(file + ":" + place + ": " + whatWasWrong);
    }

    boolean isAny() {
        return !faults.isEmpty();
    }

    List<String> all() {
        return List.copyOf(faults);
    }

    /** Ends the reading of a hopeless file. Not an error: it never leaves the readers of files. */
    static final class TooManyFaults extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManyFaults() {
            super("too many faults", null, false, false);
        }
    }
}
