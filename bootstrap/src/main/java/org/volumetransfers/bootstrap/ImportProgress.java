package org.volumetransfers.bootstrap;

import java.io.InputStream;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows on a terminal how much of a file has been read. */
final class ImportProgress {

    private static final long MEBIBYTE = 1 << 20;

    private ImportProgress() {}

    /**
     * Shows the progress of whoever reads the stream; the bar ends when that is closed.
     *
     * @param size bytes of the whole, or -1 where that is not known
     */
    static InputStream of(InputStream bytes, long size, PrintStream terminal) {
        return ProgressBar.wrap(
                bytes,
                new ProgressBarBuilder()
                        .setTaskName("import")
                        .setInitialMax(size)
                        .setUnit(" MiB", MEBIBYTE)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setConsumer(new ConsoleProgressBarConsumer(terminal)));
    }
}
