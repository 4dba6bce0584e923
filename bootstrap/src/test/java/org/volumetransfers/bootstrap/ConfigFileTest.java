package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.volumetransfers.bootstrap.files.FileTexts;
import org.volumetransfers.bootstrap.settings.InvalidSettingsException;

/** Settings in the file of {@code --config}, and data on standard input. */
class ConfigFileTest {

    private static final String VARIABLE = "VOLUME_TRANSFERS_MAX_LIMIT";

    private Path config;

    @BeforeEach
    void nameFile(@TempDir Path directory) {
        config = directory.resolve("server.properties");
    }

    private String file(String... lines) throws IOException {
        return "--config=" + Files.write(config, List.of(lines));
    }

    @Test
    void optionOverridesVariableOverridesFile() throws Exception {
        String file =
                file("# comment", "max-limit = 1 ", "keystone-allow-http: true", "keystone-url=http://iam.example");
        Map<String, String> variable = Map.of(VARIABLE, "2");

        assertEquals(1, ReadSettings.of(file).server().maxLimit());
        assertEquals(2, ReadSettings.of(variable, file).server().maxLimit());
        assertEquals(
                3, ReadSettings.of(variable, file, "--max-limit=3").server().maxLimit());
        assertEquals(
                "http://iam.example/v3",
                ReadSettings.of(file).keystone().service().url());
    }

    @Test
    void fileMayBeNamedByAVariable() throws Exception {
        file("max-limit=1");

        assertEquals(
                1,
                ReadSettings.of(Map.of("VOLUME_TRANSFERS_CONFIG", config.toString()))
                        .server()
                        .maxLimit());
    }

    @Test
    void errorsOfAllSourcesAreReportedTogether() throws IOException {
        String file = file("max-limit=0", "lisen=127.0.0.1:1", "config=other", "log-level=", "colour=s3cr3t");

        assertEquals(
                List.of(
                        "--lis: unknown option; did you mean --listen?",
                        config + ": colour: unknown property",
                        config + ": config: unknown property",
                        config + ": lisen: unknown property; did you mean listen?",
                        config + ": log-level: requires a value",
                        config + ": max-limit: must be a whole number, 1 to 2147483647",
                        "VOLUME_TRANSFERS_LOG_FORMAT: must be text or json"),
                ReadSettings.errors(Map.of("VOLUME_TRANSFERS_LOG_FORMAT", "xml"), file, "--lis=x"));
    }

    @Test
    void unreadableFileIsAnError() throws IOException {
        assertEquals(List.of("--config: cannot read none: no such file"), ReadSettings.errors("--config=none"));
        assertEquals(List.of(config + ": Malformed \\uxxxx encoding."), ReadSettings.errors(file("listen=\\u00")));
        Files.write(config, new byte[] {'a', '=', (byte) 0xff});
        assertEquals(
                List.of("--config: cannot read " + config + ": not valid UTF-8"),
                ReadSettings.errors("--config=" + config));
    }

    @Test
    void dataMayBeStandardInput() throws InvalidSettingsException {
        ReadSettings read = ReadSettings.of(Map.of(), in(FileTexts.GOOD), "--data=-");

        assertEquals(1, read.memory().transfers().size());
    }

    @Test
    void errorsNameStandardInput() {
        InvalidSettingsException e =
                assertThrows(InvalidSettingsException.class, () -> ReadSettings.of(Map.of(), in("[]"), "--data=-"));

        assertEquals(
                List.of("standard input:1:1: the file must contain one object, {\"transfers\": [...]},"
                        + " or one object on each line"),
                e.errors());
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
