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

/** A section of {@code docs/configuration.md} that starts a server on PostgreSQL, run verbatim except for the ports. */
public final class DocumentedSection {

    private static final Path PAGE = Repository.path("docs/configuration.md");
    private static final String JAR = "bootstrap/target/volume-transfers.jar";

    private final String heading;

    private DocumentedSection(String heading) {
        this.heading = heading;
    }

    /** Returns the section that imports transfers and lists them. */
    public static DocumentedSection onPostgres() {
        return new DocumentedSection("## On PostgreSQL");
    }

    /** Returns the section that lists existing transfers for tokens validated by Keystone. */
    public static DocumentedSection withKeystone() {
        return new DocumentedSection("## With Keystone or IAM");
    }

    /** Returns the shell commands except those that call the running server; the last one starts it. */
    public List<String> commands() {
        return shellLines().filter(line -> !line.startsWith("curl ")).toList();
    }

    /** Returns the command that calls the running server. */
    public String curl() {
        return shellLines().filter(line -> line.startsWith("curl ")).findFirst().orElseThrow();
    }

    private Stream<String> shellLines() {
        return MarkdownPage.part(PAGE, heading).blocks("sh").stream().flatMap(String::lines);
    }

    /**
     * Runs commands in a directory; the last one replaces the shell.
     *
     * @param replaced documented addresses and their replacements for this run
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

    /** Starts a database whose only role has the given password. */
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

    /** Writes the files that the page refers to. */
    public static void writeFiles(Path directory, String password) throws IOException {
        List<String> files = MarkdownPage.of(PAGE).blocks("json");
        Files.writeString(directory.resolve("transfers.json"), files.get(0));
        Files.writeString(directory.resolve("tokens.json"), files.get(1));
        Files.writeString(directory.resolve("password.txt"), password + "\n");
    }

    private static Process shell(Path directory, String script) throws IOException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", script)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        shell.environment().keySet().removeIf(name -> name.startsWith("VOLUME_TRANSFERS_"));
        // The default port may be in use.
        shell.environment().put("VOLUME_TRANSFERS_LISTEN", "127.0.0.1:0");
        // The first connection may exceed the default on a busy machine, and an import does not retry it.
        shell.environment().put("VOLUME_TRANSFERS_DB_CONNECTION_TIMEOUT", "30");
        String java = Path.of(System.getProperty("java.home"), "bin").toString();
        shell.environment().merge("PATH", java, (path, bin) -> bin + ":" + path);
        return shell.start();
    }

    /** Returns the address that the server reports to listen on. */
    public static String listenedOn(BufferedReader output) throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith("listening on ")) {
            line = output.readLine();
        }
        assertNotNull(line, "the process ended without listening");
        return line.substring("listening on ".length(), line.indexOf(','));
    }
}
