package org.volumetransfers.bootstrap.settings;

import java.util.List;

/** Thrown when settings, or the files that they name, are invalid. */
public final class InvalidSettingsException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> errors;

    public InvalidSettingsException(List<String> errors) {
        super(String.join("; ", errors));
        this.errors = List.copyOf(errors);
    }

    /** Returns all errors, one line each. */
    public List<String> errors() {
        return errors;
    }
}
