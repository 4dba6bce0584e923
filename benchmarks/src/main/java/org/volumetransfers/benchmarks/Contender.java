package org.volumetransfers.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A server under measurement.
 *
 * @param name prefix of its samples, for instance {@code memory}
 * @param path path and query of requests
 * @param token token of requests
 * @param directory working directory
 * @param loadThreads threads of the load generator
 * @param command returns the command that starts it on a port
 */
record Contender(
        String name, String path, String token, Path directory, int loadThreads, IntFunction<List<String>> command) {

    /** Returns this contender with requests for another path and token. */
    Contender requesting(String otherPath, String otherToken) {
        return new Contender(name, otherPath, otherToken, directory, loadThreads, command);
    }
}
