package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.volumetransfers.bootstrap.DatabaseSettingsTest.REQUIRED;
import static org.volumetransfers.bootstrap.DatabaseSettingsTest.URL;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.volumetransfers.adapter.jdbc.JdbcConfig;
import org.volumetransfers.adapter.jdbc.SchemaMode;
import org.volumetransfers.bootstrap.settings.Arguments;
import org.volumetransfers.bootstrap.settings.InvalidSettingsException;
import org.volumetransfers.bootstrap.settings.Setting;
import org.volumetransfers.bootstrap.settings.SettingValue;
import org.volumetransfers.bootstrap.settings.Settings;

/** The settings of the import command. */
class ImportSettingsTest {

    private static ImportCommand importing(Map<String, String> environment, String... args)
            throws InvalidSettingsException {
        String[] all = Stream.concat(Stream.of("import"), Stream.of(args)).toArray(String[]::new);
        Settings settings = new Settings(Arguments.parse(all), environment, InputStream.nullInputStream());
        ImportCommand command = ImportCommand.read(settings);
        Program.logging(settings);
        settings.requireValid();
        return command;
    }

    @Test
    void settingsOfTheServerAreIgnored() throws InvalidSettingsException {
        Map<String, String> environment = Map.of(
                "VOLUME_TRANSFERS_STORAGE", "memory",
                "VOLUME_TRANSFERS_LISTEN", "nowhere",
                "VOLUME_TRANSFERS_JDBC_URL", URL,
                "VOLUME_TRANSFERS_DB_USER", "evs",
                "VOLUME_TRANSFERS_DB_PASSWORD", "s3cr3t");

        ImportCommand command = importing(environment, "--data", "-", "--schema", "none");

        assertEquals(JdbcConfig.to(URL, "evs", "s3cr3t"), command.target().database());
        assertEquals(SchemaMode.NONE, command.target().schema());
        assertEquals(new SettingValue("--data", "-"), command.settings().get(Setting.DATA));
        assertFalse(command.toString().contains("s3cr3t"), command.toString());
    }

    @Test
    void propertiesOfTheServerAreIgnored(@TempDir Path directory) throws Exception {
        Path config = Files.writeString(
                directory.resolve("server.properties"), "listen=nowhere\njdbc-url=" + URL + "\ndb-user=evs\ndata=-\n");

        assertEquals(
                JdbcConfig.to(URL, "evs", ""),
                importing(Map.of(), "--config=" + config).target().database());
    }

    @Test
    void allErrorsAreReportedTogether() {
        assertEquals(
                List.of(
                        "--listen: unknown option",
                        "--data: required, the file to import; - reads standard input",
                        "--db-user" + REQUIRED,
                        "--jdbc-url" + REQUIRED,
                        "--log-level: must be trace, debug, info, warn, error or off"),
                assertThrows(
                                InvalidSettingsException.class,
                                () -> importing(Map.of(), "--listen", "127.0.0.1:0", "--log-level=loud"))
                        .errors());
    }
}
