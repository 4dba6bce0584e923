package org.volumetransfers.bootstrap;

import java.util.List;

/** The program cannot start as it was asked to; names everything that is wrong, one line each. */
final class SettingFaultsException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    SettingFaultsException(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /** What is wrong; at least one line. */
    List<String> faults() {
        return faults;
    }
}
