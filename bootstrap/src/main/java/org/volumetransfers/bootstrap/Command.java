package org.volumetransfers.bootstrap;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the program can be asked to do, and what can be set for it. */
enum Command {
    SERVE(
            "",
            "Lists volume transfers as EVS does: GET /v2/{project_id}/os-volume-transfer",
            "With the word import before all options it puts a file of transfers into PostgreSQL: import --help.",
            "SIGTERM and SIGINT end the server after the requests in flight.",
            "Exit codes: 0 ended as asked, 1 could not start or go on, 2 something is wrong with these settings, 3 out of memory."),
    IMPORT(
            "import",
            "Puts the transfers of a file into PostgreSQL: all, or none when anything is wrong with one.",
            "--data - reads standard input.",
            "Where a project has a transfer of that id already, the file wins. Done twice, it changes nothing.",
            "Exit codes: 0 imported, 1 the database failed, 2 something is wrong with these settings or the file,"
                    + " 3 out of memory.");

    private static final Set<Setting> IMPORT_SETTINGS = EnumSet.of(
            Setting.DATA,
            Setting.JDBC_URL,
            Setting.DB_USER,
            Setting.DB_PASSWORD_FILE,
            Setting.DB_CONNECTION_TIMEOUT,
            Setting.SCHEMA,
            Setting.LOG_FORMAT,
            Setting.LOG_LEVEL);

    private final String word;
    private final String description;
    private final String hint;
    private final String rule;
    private final String exitCodes;

    Command(String word, String description, String hint, String rule, String exitCodes) {
        this.word = word;
        this.description = description;
        this.hint = hint;
        this.rule = rule;
        this.exitCodes = exitCodes;
    }

    /** The command that the first argument names; without one, to serve. */
    static Command of(String[] args) {
        return args.length > 0 && args[0].equals(IMPORT.word) ? IMPORT : SERVE;
    }

    /** The arguments behind the word. */
    List<String> options(String[] args) {
        return List.of(args).subList(this == SERVE ? 0 : 1, args.length);
    }

    /** What can be set for it; variables of other settings are not looked at. */
    Set<Setting> settings() {
        return switch (this) {
            case SERVE -> EnumSet.allOf(Setting.class);
            case IMPORT -> IMPORT_SETTINGS;
        };
    }

    /** What to type. */
    String line() {
        return this == SERVE ? "java -jar volume-transfers.jar" : "java -jar volume-transfers.jar " + word;
    }

    /** What it does. */
    String description() {
        return description;
    }

    /** What the help says below the options. */
    List<String> notes() {
        return List.of(hint, rule, exitCodes);
    }
}
