package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.jdbc.JdbcConfig;
import org.volumetransfers.adapter.jdbc.SchemaMode;
import org.volumetransfers.bootstrap.GivenSettings.Given;

/** Reads what PostgreSQL needs to be reached. */
final class DatabaseReader {

    /** Settings that mean nothing to the memory. */
    private static final List<Setting> SETTINGS = List.of(
            Setting.JDBC_URL,
            Setting.DB_USER,
            Setting.DB_PASSWORD_FILE,
            Setting.DB_POOL_SIZE,
            Setting.DB_CONNECTION_TIMEOUT,
            Setting.DB_STATEMENT_TIMEOUT,
            Setting.DB_SOCKET_TIMEOUT,
            Setting.SCHEMA,
            Setting.DEEP_PAGES,
            Setting.STORAGE_QUEUE);

    private static final Map<String, SchemaMode> SCHEMA_MODES =
            Map.of("migrate", SchemaMode.MIGRATE, "check", SchemaMode.CHECK, "none", SchemaMode.NONE);
    private static final int LARGEST_POOL = 1000;
    private static final int LARGEST_QUEUE = 1_000_000;
    private static final int LONGEST_SECONDS = 86_400;

    private final SettingReader settings;

    DatabaseReader(SettingReader settings) {
        this.settings = settings;
    }

    /** Complains of what was given for a database that is not used: somebody took it for granted that it would be. */
    void refuseAll() {
        for (Setting setting : SETTINGS) {
            @Nullable Given given = settings.get(setting);
            if (given != null) {
                settings.fault(given.name() + ": is for --storage postgres only");
            }
        }
    }

    /** Reads everything but the schema and the queue; null when a part is missing, and then there are faults. */
    @Nullable JdbcConfig config() {
        @Nullable String user = required(Setting.DB_USER, text -> text);
        String password = password();
        // Checked even where the rest is too wrong to be used.
        JdbcConfig placeholder = JdbcConfig.to("jdbc:postgresql://localhost/none", "nobody", "");
        @Nullable JdbcConfig config = required(
                Setting.JDBC_URL, url -> JdbcConfig.to(url, user == null ? placeholder.user() : user, password));
        @Nullable JdbcConfig sized = sized(config == null ? placeholder : config);
        return config == null || user == null ? null : sized;
    }

    private @Nullable JdbcConfig sized(JdbcConfig config) {
        @Nullable Integer poolSize = settings.get(Setting.DB_POOL_SIZE) == null
                ? Integer.valueOf(config.poolSize())
                : settings.read(Setting.DB_POOL_SIZE, SettingReader.wholeNumber(LARGEST_POOL));
        @Nullable Duration connection = settings.read(Setting.DB_CONNECTION_TIMEOUT, DatabaseReader::seconds);
        @Nullable Duration statement = settings.read(Setting.DB_STATEMENT_TIMEOUT, DatabaseReader::seconds);
        if (connection == null || statement == null) {
            // Looks at it all the same.
            settings.read(Setting.DB_SOCKET_TIMEOUT, DatabaseReader::seconds);
            return null;
        }
        @Nullable JdbcConfig timed = settings.read(
                Setting.DB_SOCKET_TIMEOUT, text -> config.withTimeouts(connection, statement, seconds(text)));
        @Nullable Boolean deepPages =
                settings.read(Setting.DEEP_PAGES, SettingReader.oneOf("on or off", Map.of("on", true, "off", false)));
        return poolSize == null || timed == null || deepPages == null
                ? null
                : timed.withPoolSize(poolSize).withDeepPages(deepPages);
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(SettingReader.wholeNumber(LONGEST_SECONDS).apply(text));
    }

    @Nullable SchemaMode schema() {
        @Nullable SchemaMode mode = settings.read(Setting.SCHEMA, SettingReader.oneOf("migrate, check or none", SCHEMA_MODES));
        @Nullable Given deepPages = settings.get(Setting.DEEP_PAGES);
        if (mode == SchemaMode.NONE && deepPages != null && deepPages.text().equals("on")) {
            settings.fault(deepPages.name() + ": is for a schema of ours, not for --schema none");
        }
        return mode;
    }

    @Nullable Integer queue() {
        return settings.read(Setting.STORAGE_QUEUE, SettingReader.wholeNumber(LARGEST_QUEUE));
    }

    private <T> @Nullable T required(Setting setting, Function<String, T> convert) {
        if (settings.get(setting) == null) {
            settings.fault(setting.option() + ": required to reach PostgreSQL");
            return null;
        }
        return settings.read(setting, convert);
    }

    private String password() {
        @Nullable Given file = settings.get(Setting.DB_PASSWORD_FILE);
        String variable = settings.given().password();
        if (file == null) {
            return variable;
        }
        if (!variable.isEmpty()) {
            settings.fault(file.name() + ": is one password too many, since " + GivenSettings.PASSWORD_VARIABLE
                    + " is set as well");
        }
        return settings.readSecretFile(file, DatabaseReader::onlyLine, "");
    }

    private static String onlyLine(Path file, FileFaults faults) throws IOException {
        List<String> lines = Files.readString(file).lines().toList();
        if (lines.size() != 1 || lines.get(0).isEmpty()) {
            faults.addLast(new Place(1, 1), "the file must hold the password in its only line");
            return "";
        }
        return lines.get(0);
    }
}
