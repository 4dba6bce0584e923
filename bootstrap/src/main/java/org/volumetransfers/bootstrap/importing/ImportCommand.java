package org.volumetransfers.bootstrap.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.volumetransfers.adapter.jdbc.JdbcConfig;
import org.volumetransfers.adapter.jdbc.JdbcTransferImport.Summary;
import org.volumetransfers.adapter.jdbc.SchemaMode;
import org.volumetransfers.bootstrap.files.FileErrors;
import org.volumetransfers.bootstrap.settings.DatabaseSettings;
import org.volumetransfers.bootstrap.settings.InvalidSettingsException;
import org.volumetransfers.bootstrap.settings.Setting;
import org.volumetransfers.bootstrap.settings.SettingValue;
import org.volumetransfers.bootstrap.settings.Settings;
import picocli.CommandLine;

/**
 * The command {@code import}.
 *
 * @param file the file to import
 * @param database where to import it
 * @param schema what to do about the table first
 */
public record ImportCommand(SettingValue file, JdbcConfig database, SchemaMode schema) {

    private static final long MEBIBYTE = 1 << 20;

    /** Reads the settings of the command; the result is usable if they are valid. */
    public static ImportCommand of(Settings settings) {
        SettingValue file = settings.get(Setting.DATA);
        if (file == null) {
            settings.error(Setting.DATA.option() + ": required, the file to import; - reads standard input");
            file = new SettingValue(Setting.DATA.option(), "-");
        }
        return new ImportCommand(file, DatabaseSettings.config(settings), DatabaseSettings.schema(settings));
    }

    /**
     * Imports the file, and shows the progress on a terminal.
     *
     * @param standardInput the content of the file {@code -}
     * @return a summary for the user
     * @throws InvalidSettingsException when the file is invalid or cannot be read
     * @throws org.volumetransfers.domain.error.BackendUnavailableException when the database fails
     * @throws org.volumetransfers.adapter.jdbc.WrongSchemaException when this version cannot use the schema
     */
    public String run(InputStream standardInput, PrintStream terminal) throws InvalidSettingsException {
        try (InputStream content = open(standardInput, terminal)) {
            Summary done = TransferImport.run(database, schema, content, new FileErrors(file.fileName()));
            return "imported " + file.fileName() + ": " + done.added() + " added, " + done.changed() + " changed, "
                    + done.unchanged() + " unchanged";
        } catch (IOException | InvalidPathException e) {
            throw new InvalidSettingsException(List.of(file.unreadable(e)));
        }
    }

    private InputStream open(InputStream standardInput, PrintStream terminal) throws IOException {
        if (file.isStandardInput()) {
            return withProgress(standardInput, -1, terminal);
        }
        Path path = Path.of(file.text());
        return withProgress(Files.newInputStream(path), Files.size(path), terminal);
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
