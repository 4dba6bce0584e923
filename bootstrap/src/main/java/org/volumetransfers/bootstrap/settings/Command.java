package org.volumetransfers.bootstrap.settings;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The commands of the program. */
public enum Command {
    SERVE("", "Lists volume transfers as EVS does: GET /v2/{project_id}/os-volume-transfer", """
            The command import, before all options, loads a file of transfers into PostgreSQL: import --help.
            SIGTERM and SIGINT stop the server after the requests in flight.
            Exit codes: 0 stopped by a signal, 1 failure, 2 invalid settings, 3 out of memory."""),

    IMPORT("import", "Loads the transfers of a file into PostgreSQL: all of them, or none when one is invalid.", """
            A transfer replaces one of the same project and id. Importing a file again changes nothing.
            Exit codes: 0 imported, 1 failure, 2 invalid settings or file, 3 out of memory.""");

    private static final Set<Setting> IMPORT_SETTINGS = Collections.unmodifiableSet(EnumSet.of(
            Setting.CONFIG,
            Setting.DATA,
            Setting.JDBC_URL,
            Setting.DB_USER,
            Setting.DB_PASSWORD_FILE,
            Setting.DB_CONNECTION_TIMEOUT,
            Setting.SCHEMA,
            Setting.LOG_FORMAT,
            Setting.LOG_LEVEL));

    /** The first argument; empty for the default command. */
    final String word;
    /** What the help says above the options. */
    final String description;
    /** What the help says below the options. */
    final String notes;

    Command(String word, String description, String notes) {
        this.word = word;
        this.description = description;
        this.notes = notes;
    }

    /** Returns the command that the first argument names; without one, {@link #SERVE}. */
    static Command of(String[] args) {
        return args.length > 0 && args[0].equals(IMPORT.word) ? IMPORT : SERVE;
    }

    /** Returns the settings of the command; it ignores variables and properties of other settings. */
    Set<Setting> settings() {
        return this == SERVE ? EnumSet.allOf(Setting.class) : IMPORT_SETTINGS;
    }
}
