package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.volumetransfers.adapter.jdbc.JdbcTransferImport.Summary;
import org.volumetransfers.domain.error.BackendUnavailableException;
import picocli.CommandLine;

/** The command {@code import}, as whoever typed it sees it. */
final class ImportCommand {

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    ImportCommand(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /**
     * Imports, and says what that did; answers the exit code.
     *
     * @param guard sees what is thrown and then logged
     * @throws SettingFaultsException when the file is wrong, or cannot be read
     */
    int run(ImportLaunch launch, Consumer<Throwable> guard) throws SettingFaultsException {
        launch.logging().apply(err, guard);
        Main.log(launch.warnings());
        try (InputStream file = open(launch)) {
            Summary done = TransferImport.run(launch, file);
            out.println("imported " + launch.name() + ": " + done.added() + " added, " + done.changed() + " changed, "
                    + done.unchanged() + " there already");
            return Main.ENDED_AS_ASKED;
        } catch (BackendUnavailableException e) {
            err.println(Main.complaint(e.getMessage() + ": " + e.getCause()));
            return Main.FAILED;
        } catch (IOException e) {
            throw new SettingFaultsException(List.of(SettingReader.cannotRead(launch.source(), e)));
        }
    }

    /** Where a person looks on, with a bar that shows how far it has come. */
    private InputStream open(ImportLaunch launch) throws IOException {
        boolean isOnTerminal = CommandLine.Help.Ansi.AUTO.enabled();
        if (launch.isStandardInput()) {
            return isOnTerminal ? ImportProgress.of(in, -1, err) : in;
        }
        Path path = Path.of(launch.source().text());
        InputStream file = Files.newInputStream(path);
        return isOnTerminal ? ImportProgress.of(file, Files.size(path), err) : file;
    }
}
