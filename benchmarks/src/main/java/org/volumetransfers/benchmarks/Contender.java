package org.volumetransfers.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A server under measurement.
 *
 * @param name prefix of its samples, for instance {@code memory}
 * @param label name in tables
 * @param path path and query of requests
 * @param token token of requests
 * @param directory working directory
 * @param command returns the command that starts it on a port
 */
record Contender(
        String name, String label, String path, String token, Path directory, IntFunction<List<String>> command) {

    /** Returns this contender with requests for another path and token. */
    Contender asking(String otherPath, String otherToken) {
        return new Contender(name, label, otherPath, otherToken, directory, command);
    }
}
