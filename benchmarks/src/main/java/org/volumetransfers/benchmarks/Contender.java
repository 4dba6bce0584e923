package org.volumetransfers.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A server that is measured.
 *
 * @param name how its samples are called, for instance {@code memory}
 * @param label how it is called in tables
 * @param path what is asked of it
 * @param token what is asked with
 * @param directory where it is run
 * @param command starts it on a given port
 */
record Contender(
        String name, String label, String path, String token, Path directory, IntFunction<List<String>> command) {

    /** The same under another name, asked for another path. */
    Contender asking(String otherPath, String otherToken) {
        return new Contender(name, label, otherPath, otherToken, directory, command);
    }
}
