package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.volumetransfers.adapter.jdbc.JdbcConfig;
import org.volumetransfers.adapter.jdbc.SchemaMode;
import org.volumetransfers.bootstrap.files.Conversions;
import org.volumetransfers.bootstrap.files.FileErrors;
import org.volumetransfers.bootstrap.files.Place;
import org.volumetransfers.bootstrap.settings.Setting;
import org.volumetransfers.bootstrap.settings.SettingValue;
import org.volumetransfers.bootstrap.settings.Settings;

/** Reads the settings for PostgreSQL. */
final class DatabaseSettings {

    /** The settings that apply only to PostgreSQL; {@link Setting} has them in a row. */
    static final Set<Setting> ALL = EnumSet.range(Setting.JDBC_URL, Setting.STORAGE_QUEUE);

    /** Stands for a configuration that is invalid, so that the other settings can be checked. */
    private static final JdbcConfig PLACEHOLDER = JdbcConfig.to("jdbc:postgresql://localhost/none", "none", "");

    private static final int LARGEST_POOL = 1000;
    private static final int LARGEST_QUEUE = 1_000_000;

    private DatabaseSettings() {}

    /** Reads the database, and what to do about its schema. */
    static StorageChoice.Jdbc read(Settings settings) {
        return new StorageChoice.Jdbc(
                config(settings), settings.read(Setting.SCHEMA, Conversions.oneOf(SchemaMode.class)));
    }

    private static JdbcConfig config(Settings settings) {
        for (Setting setting : List.of(Setting.DB_USER, Setting.JDBC_URL)) {
            if (settings.get(setting) == null) {
                settings.error(setting.option() + ": required for PostgreSQL");
            }
        }
        String user = settings.readOr(Setting.DB_USER, PLACEHOLDER.user(), Function.identity());
        String password = password(settings);
        JdbcConfig config = settings.readOr(Setting.JDBC_URL, PLACEHOLDER, url -> JdbcConfig.to(url, user, password));
        int poolSize =
                settings.readOr(Setting.DB_POOL_SIZE, config.poolSize(), Conversions.wholeNumber(1, LARGEST_POOL));
        Duration connection = settings.read(Setting.DB_CONNECTION_TIMEOUT, Conversions::seconds);
        Duration statement = settings.read(Setting.DB_STATEMENT_TIMEOUT, Conversions::seconds);
        Duration socket = settings.read(Setting.DB_SOCKET_TIMEOUT, Conversions::seconds);
        int queue = settings.read(Setting.STORAGE_QUEUE, Conversions.wholeNumber(1, LARGEST_QUEUE));
        return settings.make(
                        Setting.DB_SOCKET_TIMEOUT, config, () -> config.withTimeouts(connection, statement, socket))
                .withPoolSize(poolSize)
                .withQueue(queue, config.queueDeadline());
    }

    private static String password(Settings settings) {
        SettingValue file = settings.get(Setting.DB_PASSWORD_FILE);
        if (file != null && !settings.password().isEmpty()) {
            settings.error(file.source() + ": conflicts with " + Settings.PASSWORD_VARIABLE + "; set only one of them");
        }
        return settings.secretFile(Setting.DB_PASSWORD_FILE, settings.password(), DatabaseSettings::onlyLine);
    }

    private static String onlyLine(InputStream content, FileErrors errors) throws IOException {
        // Throws where the bytes are not UTF-8.
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content.readAllBytes()))
                .toString();
        List<String> lines = text.lines().toList();
        if (lines.size() != 1 || lines.get(0).isEmpty()) {
            errors.add(Place.START, "the file must contain exactly one line, the password");
            return "";
        }
        return lines.get(0);
    }
}
