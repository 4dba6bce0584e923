package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import org.volumetransfers.adapter.jdbc.JdbcStorage;
import org.volumetransfers.adapter.jdbc.JdbcTransferImport;
import org.volumetransfers.adapter.jdbc.JdbcTransferImport.Repetition;
import org.volumetransfers.adapter.jdbc.JdbcTransferImport.Summary;

/**
 * Puts a file of transfers into PostgreSQL: all, or none when anything is wrong with one. Keeps none of them, so that the
 * size of the file does not matter.
 */
final class TransferImport {

    private final TransferJson json = new TransferJson();
    private final FileFaults faults;
    private final JdbcTransferImport database;

    private TransferImport(FileFaults faults, JdbcTransferImport database) {
        this.faults = faults;
        this.database = database;
    }

    /**
     * Imports.
     *
     * @param launch where to
     * @param file its content; closed in the end
     * @return what that changed
     * @throws IOException when the file cannot be read to its end; nothing has changed then
     * @throws SettingFaultsException when something is wrong with the content; nothing has changed then
     * @throws org.volumetransfers.domain.error.BackendUnavailableException when the database fails
     * @throws org.volumetransfers.adapter.jdbc.WrongSchemaException when it has a schema that this version cannot work on
     */
    static Summary run(ImportLaunch launch, InputStream file) throws IOException, SettingFaultsException {
        FileFaults faults = new FileFaults(launch.name());
        try (file;
                JdbcTransferImport database = JdbcStorage.startImport(launch.database(), launch.schema())) {
            TransferImport reading = new TransferImport(faults, database);
            JsonFile.read(file, TransferJson.FORM, reading::add, faults);
            if (!faults.isAny()) {
                reading.findRepetitions();
            }
            if (faults.isAny()) {
                throw new SettingFaultsException(faults.all());
            }
            return database.commit();
        }
    }

    private void add(JsonObject object) {
        TransferJson.Item item = json.read(object);
        // Nothing will come of a faulty file, but its other faults are to be told.
        if (item != null && !faults.isAny()) {
            Place id = object.placeOf("id");
            database.put(item.transfer(), item.status(), id.line(), id.column());
        }
    }

    /** The ids of a large file are better compared by the database than kept here. */
    private void findRepetitions() {
        try {
            for (Repetition repetition : database.repetitions(FileFaults.SHOWN + 1)) {
                faults.add(new Place(repetition.line(), repetition.column()), "id " + TransferFile.REPEATED);
            }
        } catch (FileFaults.TooManyFaults e) {
            // It has said so.
        }
    }
}
