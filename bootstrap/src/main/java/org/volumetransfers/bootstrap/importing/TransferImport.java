package org.volumetransfers.bootstrap.importing;

import java.io.IOException;
import java.io.InputStream;
import org.volumetransfers.adapter.jdbc.JdbcConfig;
import org.volumetransfers.adapter.jdbc.JdbcStorage;
import org.volumetransfers.adapter.jdbc.JdbcTransferImport;
import org.volumetransfers.adapter.jdbc.JdbcTransferImport.Repetition;
import org.volumetransfers.adapter.jdbc.JdbcTransferImport.Summary;
import org.volumetransfers.adapter.jdbc.SchemaMode;
import org.volumetransfers.bootstrap.files.FileErrors;
import org.volumetransfers.bootstrap.files.Place;
import org.volumetransfers.bootstrap.files.TransferFile;
import org.volumetransfers.bootstrap.settings.InvalidSettingsException;

/** Loads a file of any size into PostgreSQL: all transfers, or none when one is invalid. */
final class TransferImport {

    private TransferImport() {}

    /**
     * Imports a file in one transaction.
     *
     * @throws IOException when the file cannot be read to its end
     * @throws InvalidSettingsException when its content is invalid
     * @throws org.volumetransfers.domain.error.BackendUnavailableException when the database fails
     * @throws org.volumetransfers.adapter.jdbc.WrongSchemaException when this version cannot use the schema
     */
    static Summary run(JdbcConfig config, SchemaMode schema, InputStream content, FileErrors errors)
            throws IOException, InvalidSettingsException {
        try (JdbcTransferImport database = JdbcStorage.startImport(config, schema)) {
            TransferFile.read(content, errors, entry -> {
                // An invalid file is not imported; it is only read on to find its other errors.
                if (errors.isEmpty()) {
                    Place id = entry.idPlace();
                    database.put(entry.stored(), id.line(), id.column());
                }
            });
            if (errors.isEmpty()) {
                // The database compares any number of ids without keeping them in memory.
                for (Repetition repetition : database.repetitions(FileErrors.LIMIT + 1)) {
                    errors.add(new Place(repetition.line(), repetition.column()), "id " + TransferFile.REPEATED);
                }
            }
            if (!errors.isEmpty()) {
                throw new InvalidSettingsException(errors.all());
            }
            return database.commit();
        }
    }
}
