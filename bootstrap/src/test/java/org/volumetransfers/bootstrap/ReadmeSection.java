package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A section of the README that starts a server on PostgreSQL, run as it stands but for the ports. */
public final class ReadmeSection {

    private static final Path README = Repository.path("README.md");
    private static final String JAR = "bootstrap/target/volume-transfers.jar";

    private final String heading;

    private ReadmeSection(String heading) {
        this.heading = heading;
    }

    /** The section that imports and lists. */
    public static ReadmeSection onPostgres() {
        return new ReadmeSection("## On PostgreSQL");
    }

    /** The section that lists what is there, for tokens that Keystone knows. */
    public static ReadmeSection withKeystone() {
        return new ReadmeSection("## With Keystone or IAM");
    }

    /** The lines for the shell, without those that ask the running server; the last one starts it. */
    public List<String> commands() {
        return shellLines().filter(line -> !line.startsWith("curl ")).toList();
    }

    /** The line that asks the running server. */
    public String curl() {
        return shellLines().filter(line -> line.startsWith("curl ")).findFirst().orElseThrow();
    }

    private Stream<String> shellLines() {
        return MarkdownPage.part(README, heading).blocks("sh").stream().flatMap(String::lines);
    }

    /**
     * Runs lines in a directory; the last one takes the place of the shell.
     *
     * @param replaced what stands for other addresses in this run
     */
    public static Process start(Path directory, List<String> commands, Map<String, String> replaced)
            throws IOException {
        String script =
                String.join("\n", commands).replace(JAR, Repository.path(JAR).toString());
        for (Map.Entry<String, String> address : replaced.entrySet()) {
            script = script.replace(address.getKey(), address.getValue());
        }
        return shell(directory, "set -e\n" + script.replaceAll("\n(.*)$", "\nexec $1"));
    }

    /** A database whose only role has this password. */
    public static EmbeddedPostgres withPassword(String password) throws Exception {
        EmbeddedPostgres postgres = TestDatabase.builder()
                .setServerConfig("password_encryption", "scram-sha-256")
                .start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter role postgres password '" + password + "'");
            try (ResultSet file = statement.executeQuery("show hba_file")) {
                file.next();
                Files.writeString(Path.of(file.getString(1)), "host all all all scram-sha-256\n");
            }
            statement.execute("select pg_reload_conf()");
        }
        return postgres;
    }

    /** Writes the files that the README speaks of. */
    public static void writeFiles(Path directory, String password) throws IOException {
        List<String> files = MarkdownPage.of(README).blocks("json");
        Files.writeString(directory.resolve("transfers.json"), files.get(0));
        Files.writeString(directory.resolve("tokens.json"), files.get(1));
        Files.writeString(directory.resolve("password.txt"), password + "\n");
    }

    private static Process shell(Path directory, String script) throws IOException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", script)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        shell.environment().keySet().removeIf(name -> name.startsWith("VOLUME_TRANSFERS_"));
        // Somebody else may have the default port.
        shell.environment().put("VOLUME_TRANSFERS_LISTEN", "127.0.0.1:0");
        // A busy machine may need more than the default for the first connection, which an import does not try twice.
        shell.environment().put("VOLUME_TRANSFERS_DB_CONNECTION_TIMEOUT", "30");
        String java = Path.of(System.getProperty("java.home"), "bin").toString();
        shell.environment().merge("PATH", java, (path, bin) -> bin + ":" + path);
        return shell.start();
    }

    /** Where the server says that it listens. */
    public static String listenedOn(BufferedReader said) throws IOException {
        String line = said.readLine();
        while (line != null && !line.startsWith("listening on ")) {
            line = said.readLine();
        }
        assertNotNull(line, "it ended without listening");
        return line.substring("listening on ".length(), line.indexOf(','));
    }
}
