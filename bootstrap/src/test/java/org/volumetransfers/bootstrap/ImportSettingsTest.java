package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.bootstrap.DatabaseSettingsTest.REQUIRED;
import static org.volumetransfers.bootstrap.DatabaseSettingsTest.URL;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.volumetransfers.adapter.jdbc.JdbcConfig;
import org.volumetransfers.adapter.jdbc.SchemaMode;

/** What can be said of an import. */
class ImportSettingsTest {

    private static ImportLaunch importing(Map<String, String> environment, String... args)
            throws SettingFaultsException {
        List<String> faults = new ArrayList<>();
        List<String> all = new ArrayList<>(List.of("import"));
        all.addAll(List.of(args));
        return ImportLaunch.of(GivenSettings.read(all.toArray(String[]::new), environment, faults), faults);
    }

    @Test
    void importTakesItsOwnSettingsAndLeavesThoseOfTheServer() throws SettingFaultsException {
        Map<String, String> environment = Map.of(
                "VOLUME_TRANSFERS_STORAGE", "memory",
                "VOLUME_TRANSFERS_LISTEN", "nowhere",
                "VOLUME_TRANSFERS_JDBC_URL", URL,
                "VOLUME_TRANSFERS_DB_USER", "evs",
                "VOLUME_TRANSFERS_DB_PASSWORD", "s3cr3t");

        ImportLaunch launch = importing(environment, "--data", "-", "--schema", "none");

        assertEquals(JdbcConfig.to(URL, "evs", "s3cr3t"), launch.database());
        assertEquals(SchemaMode.NONE, launch.schema());
        assertTrue(launch.isStandardInput());
        assertFalse(launch.toString().contains("s3cr3t"), launch.toString());
    }

    @Test
    void faultsOfAnImportAreNamedTogether() {
        assertEquals(
                List.of(
                        "--listen: there is no such option",
                        "--data: required, the file to import; - is standard input",
                        "--db-user" + REQUIRED,
                        "--jdbc-url" + REQUIRED,
                        "--log-level: must be trace, debug, info, warn, error or off"),
                assertThrows(
                                SettingFaultsException.class,
                                () -> importing(Map.of(), "--listen", "127.0.0.1:0", "--log-level=loud"))
                        .faults());
    }
}
