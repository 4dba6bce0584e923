package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.volumetransfers.bootstrap.files.FileTexts;

/** The built jar without enough memory. */
class OutOfMemoryIT {

    private static final int TOO_MANY = 100_000;

    private final Path directory;

    OutOfMemoryIT(@TempDir Path directory) {
        this.directory = directory;
    }

    private Path transfers() throws IOException {
        List<String> lines = IntStream.range(0, TOO_MANY)
                .mapToObj(i -> FileTexts.GOOD.replace(FileTexts.ID.substring(24), Long.toString(100_000_000_000L + i)))
                .toList();
        return Files.write(directory.resolve("transfers.json"), lines);
    }

    @Test
    void tooManyTransfersEndTheStartWithOneLine() throws Exception {
        Process process = RunningJar.startInHeap("16m", "--listen=127.0.0.1:0", "--data=" + transfers());

        List<String> errors = process.errorReader().lines().toList();

        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "still running");
        assertEquals(List.of("volume-transfers: out of memory; ending with exit code 3"), errors);
        assertEquals(OutOfMemoryGuard.EXIT_CODE, process.exitValue());
    }
}
