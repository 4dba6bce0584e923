package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.volumetransfers.adapter.jdbc.JdbcStorage;
import org.volumetransfers.adapter.jdbc.JdbcTransferImport;
import org.volumetransfers.adapter.jdbc.JdbcTransferImport.Repetition;
import org.volumetransfers.adapter.jdbc.JdbcTransferImport.Summary;
import org.volumetransfers.bootstrap.files.FileErrors;
import org.volumetransfers.bootstrap.files.Place;
import org.volumetransfers.bootstrap.files.TransferFile;
import org.volumetransfers.bootstrap.settings.InvalidSettingsException;
import org.volumetransfers.bootstrap.settings.Setting;
import org.volumetransfers.bootstrap.settings.SettingValue;
import org.volumetransfers.bootstrap.settings.Settings;
import picocli.CommandLine;

/** The command {@code import}: loads a file of any size into PostgreSQL, all transfers, or none when one is invalid. */
record ImportCommand(Settings settings, StorageChoice.Jdbc target) {

    private static final long MEBIBYTE = 1 << 20;
    private static final Summary NOTHING = new Summary(0, 0, 0);

    /** Reads the settings of the command; the result is usable if they are valid. */
    static ImportCommand read(Settings settings) {
        if (settings.get(Setting.DATA) == null) {
            settings.error(Setting.DATA.option() + ": required, the file to import; - reads standard input");
        }
        return new ImportCommand(settings, DatabaseSettings.read(settings));
    }

    /**
     * Imports the file in one transaction, and shows the progress on a terminal.
     *
     * @return a summary for the user
     * @throws InvalidSettingsException when the file is invalid or cannot be read to its end
     * @throws org.volumetransfers.domain.error.BackendUnavailableException when the database fails
     * @throws org.volumetransfers.adapter.jdbc.WrongSchemaException when this version cannot use the schema
     */
    String run(PrintStream terminal) throws InvalidSettingsException {
        SettingValue file = Objects.requireNonNull(settings.get(Setting.DATA), "is required");
        Summary done = settings.file(Setting.DATA, NOTHING, (content, errors) -> {
            long size = file.isStandardInput() ? -1 : Files.size(Path.of(file.text()));
            return load(withProgress(content, size, terminal), errors);
        });
        settings.requireValid();
        return "imported " + file.fileName() + ": " + done.added() + " added, " + done.changed() + " changed, "
                + done.unchanged() + " unchanged";
    }

    private Summary load(InputStream content, FileErrors errors) throws IOException {
        try (content;
                JdbcTransferImport database = JdbcStorage.startImport(target.database(), target.schema())) {
            TransferFile.read(content, errors, (transfer, id) -> {
                // An invalid file is not imported; it is only read on to find its other errors.
                if (errors.isEmpty()) {
                    database.put(transfer, id.line(), id.column());
                }
            });
            if (errors.isEmpty()) {
                // The database compares any number of ids without keeping them in memory.
                for (Repetition repetition : database.repetitions(FileErrors.LIMIT + 1)) {
                    errors.add(new Place(repetition.line(), repetition.column()), "id " + TransferFile.REPEATED);
                }
            }
            return errors.isEmpty() ? database.commit() : NOTHING;
        }
    }

    /** Adds a progress bar on a terminal; a size of -1 means that it is unknown. */
    private static InputStream withProgress(InputStream content, long size, PrintStream terminal) {
        if (!CommandLine.Help.Ansi.AUTO.enabled()) {
            return content;
        }
        return ProgressBar.wrap(
                content,
                new ProgressBarBuilder()
                        .setTaskName("import")
                        .setInitialMax(size)
                        .setUnit(" MiB", MEBIBYTE)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setConsumer(new ConsoleProgressBarConsumer(terminal)));
    }
}
