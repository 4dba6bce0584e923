package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.volumetransfers.adapter.http.AdminHttpServer.Content;

/**
 * The origin of this program.
 *
 * @param version the version of the project
 * @param commit the commit; {@code unknown} if it was not built from a repository
 */
record BuildInfo(String version, String commit) {

    /** Reads what the build wrote. */
    static BuildInfo read() {
        Properties build = new Properties();
        try (InputStream file = BuildInfo.class.getResourceAsStream("build.properties")) {
            build.load(Objects.requireNonNull(file, "build.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BuildInfo(build.getProperty("version"), build.getProperty("commit"));
    }

    /** Returns the document {@code /info}. */
    Content content(StorageChoice storage) {
        String kind = storage.match(memory -> "memory", postgres -> "postgres");
        String json = "{\"name\":\"volume-transfers\",\"version\":\"%s\",\"commit\":\"%s\",\"storage\":\"%s\"}";
        return new Content(
                "application/json", json.formatted(version, commit, kind).getBytes(StandardCharsets.UTF_8));
    }
}
