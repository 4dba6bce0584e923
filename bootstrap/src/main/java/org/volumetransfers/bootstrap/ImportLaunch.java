package org.volumetransfers.bootstrap;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.jdbc.JdbcConfig;
import org.volumetransfers.adapter.jdbc.SchemaMode;
import org.volumetransfers.bootstrap.GivenSettings.Given;

/**
 * One import, as it was asked for.
 *
 * @param source where the file was named, and how
 * @param database where its transfers go
 * @param schema what to do about the table before
 * @param logging how to log
 * @param warnings what works, and yet should be changed
 */
record ImportLaunch(Given source, JdbcConfig database, SchemaMode schema, LogSetup logging, List<String> warnings) {

    private static final String STANDARD_INPUT = "-";

    /**
     * Makes values of texts.
     *
     * @param known faults found before
     * @throws SettingFaultsException when anything is wrong; it names everything that is
     */
    static ImportLaunch of(GivenSettings given, List<String> known) throws SettingFaultsException {
        SettingReader settings = new SettingReader(given, known);
        @Nullable Given source = settings.get(Setting.DATA);
        if (source == null) {
            settings.fault(Setting.DATA.option() + ": required, the file to import; - is standard input");
        }
        DatabaseReader reader = new DatabaseReader(settings);
        @Nullable JdbcConfig database = reader.config();
        @Nullable SchemaMode schema = reader.schema();
        @Nullable LogSetup logging = LaunchReader.logging(settings);
        if (source == null
                || database == null
                || schema == null
                || logging == null
                || !settings.faults().isEmpty()) {
            throw new SettingFaultsException(settings.faults());
        }
        return new ImportLaunch(source, database, schema, logging, settings.warnings());
    }

    boolean isStandardInput() {
        return source.text().equals(STANDARD_INPUT);
    }

    /** The file as people know it. */
    String name() {
        return isStandardInput() ? "standard input" : source.text();
    }
}
