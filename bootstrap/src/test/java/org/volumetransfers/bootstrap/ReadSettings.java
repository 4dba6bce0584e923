package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.volumetransfers.bootstrap.logging.LogSetup;
import org.volumetransfers.bootstrap.settings.Arguments;
import org.volumetransfers.bootstrap.settings.InvalidSettingsException;
import org.volumetransfers.bootstrap.settings.Settings;

/** The settings of a server, read as the program reads them. */
record ReadSettings(ServerConfig server, LogSetup logging, List<String> warnings) {

    static ReadSettings of(Map<String, String> environment, InputStream in, String... args)
            throws InvalidSettingsException {
        Settings settings = new Settings(Arguments.parse(args), environment, in);
        ServerConfig server = ServerSettings.read(settings);
        LogSetup logging = Program.logging(settings);
        settings.requireValid();
        return new ReadSettings(server, logging, settings.warnings());
    }

    static ReadSettings of(Map<String, String> environment, String... args) throws InvalidSettingsException {
        return of(environment, InputStream.nullInputStream(), args);
    }

    static ReadSettings of(String... args) throws InvalidSettingsException {
        return of(Map.of(), args);
    }

    static List<String> errors(Map<String, String> environment, String... args) {
        return assertThrows(InvalidSettingsException.class, () -> of(environment, args))
                .errors();
    }

    static List<String> errors(String... args) {
        return errors(Map.of(), args);
    }

    StorageChoice.InMemory memory() {
        return (StorageChoice.InMemory) server.storage();
    }

    StorageChoice.Jdbc postgres() {
        return (StorageChoice.Jdbc) server.storage();
    }

    IdentityChoice.Tokens tokens() {
        return (IdentityChoice.Tokens) server.identity();
    }

    IdentityChoice.Keystone keystone() {
        return (IdentityChoice.Keystone) server.identity();
    }
}
