package org.volumetransfers.bootstrap.files;

import java.util.ArrayList;
import java.util.List;

/** The errors in one file, each as {@code FILE:LINE:COLUMN: message}; only the first {@value #LIMIT} are kept. */
public final class FileErrors {

    /** Maximum number of errors that are listed. */
    public static final int LIMIT = 20;

    private final String file;
    private final List<String> errors = new ArrayList<>();

    public FileErrors(String file) {
        this.file = file;
    }

    /** Adds an error; beyond the limit, only notes that there are more. */
    public void add(Place place, String message) {
        if (errors.size() < LIMIT) {
            errors.add(file + ":" + place + ": " + message);
        } else if (!isFull()) {
            errors.add(file + ": more errors follow; only the first " + LIMIT + " are listed");
        }
    }

    /** Returns whether further errors are ignored, so that there is no point in reading on. */
    boolean isFull() {
        return errors.size() > LIMIT;
    }

    public List<String> all() {
        return List.copyOf(errors);
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }
}
