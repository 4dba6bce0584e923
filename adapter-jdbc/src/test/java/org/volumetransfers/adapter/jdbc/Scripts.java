package org.volumetransfers.adapter.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The scripts in {@code docs} that operators run with psql. */
final class Scripts {

    private Scripts() {}

    /**
     * Reads a script.
     *
     * @param name the name of the file
     * @param variables the values of variables, written {@code :'name'}
     */
    static String read(String name, Map<String, String> variables) {
        String script;
        try {
            script = Files.readString(Path.of("..", "docs", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            script = script.replace(":'" + variable.getKey() + "'", "'" + variable.getValue() + "'");
        }
        return script;
    }
}
