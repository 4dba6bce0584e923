package org.volumetransfers.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** All contenders, each started in the way its users would start it. */
final class Contenders {

    /** Base of links, independent of the port, so that all answers have the same size. */
    private static final String PUBLIC_URL = "http://127.0.0.1:8776";

    private static final Path JAR = Path.of("bootstrap/target/volume-transfers.jar");
    private static final Path LAUNCHER = Path.of("bootstrap/target/volume-transfers");
    private static final Path BARE = Path.of("benchmarks/target/bare-undertow.jar");
    private static final Path SPRING = Path.of("benchmarks/peers/spring/target/peer-spring.jar");
    private static final Path QUARKUS = Path.of("benchmarks/peers/quarkus/target/quarkus-app/quarkus-run.jar");

    private final Path directory;
    private final @Nullable Postgres postgres;

    /** Uses {@code data.json}, {@code tokens.json} and {@code body.json} in a directory. */
    Contenders(Path directory, @Nullable Postgres postgres) {
        this.directory = directory;
        this.postgres = postgres;
    }

    /** Returns our jar with storage in memory. */
    Contender memory(String name, String... jvm) {
        return contender(name, "our server, memory", port -> java(jvm, JAR, memoryOptions(port)));
    }

    /** Returns the same, started by the launcher. */
    Contender memoryByLauncher(String name) {
        return contender(
                name,
                "our server by its launcher, memory",
                port -> command(List.of(LAUNCHER.toAbsolutePath().toString()), memoryOptions(port)));
    }

    private String[] memoryOptions(int port) {
        return serving(port, "--data", file("data.json"));
    }

    /** Returns our jar without options: with the documented example. */
    Contender demo(String name, String... jvm) {
        return asDocumented(
                contender(name, "our server, java -jar", port -> java(jvm, JAR, "--listen", "127.0.0.1:" + port)));
    }

    /** Returns the same, started by the launcher. */
    Contender demoByLauncher() {
        return asDocumented(contender(
                "launcher",
                "our server by its launcher",
                port -> command(List.of(LAUNCHER.toAbsolutePath().toString()), "--listen", "127.0.0.1:" + port)));
    }

    private static Contender asDocumented(Contender contender) {
        return contender.asking("/v2/firstproject/os-volume-transfer", "demo-token");
    }

    /** Returns our jar on PostgreSQL. */
    Contender onPostgres(String name, String... jvm) {
        return contender(name, "our server, PostgreSQL", port -> java(jvm, JAR, postgresOptions(port)));
    }

    /** Returns the same, started by the launcher. */
    Contender onPostgresByLauncher() {
        return contender(
                "postgres",
                "our server by its launcher, PostgreSQL",
                port -> command(List.of(LAUNCHER.toAbsolutePath().toString()), postgresOptions(port)));
    }

    private String[] postgresOptions(int port) {
        return serving(port, "--storage", "postgres", "--jdbc-url", jdbcUrl(), "--db-user", Postgres.USER);
    }

    private String[] serving(int port, String... more) {
        return command(
                        List.of(
                                "--listen",
                                "127.0.0.1:" + port,
                                "--public-url",
                                PUBLIC_URL,
                                "--offset-rule",
                                "lenient"),
                        command(List.of("--tokens", file("tokens.json")), more).toArray(String[]::new))
                .toArray(String[]::new);
    }

    /** Returns the upper bound. */
    Contender bare(String name, String... jvm) {
        return contender(name, "bare Undertow", port -> java(jvm, BARE, String.valueOf(port), file("body.json")));
    }

    /** Returns the peer on Spring Boot. */
    Contender spring() {
        return contender(
                "spring",
                "Spring Boot, MVC and Data JPA",
                port -> java(
                        new String[0],
                        SPRING,
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        "--spring.datasource.url=" + jdbcUrl(),
                        "--spring.datasource.username=" + Postgres.USER,
                        "--peer.token=" + Rows.TOKEN,
                        "--peer.base=" + PUBLIC_URL));
    }

    /** Returns the peer on Quarkus. */
    Contender quarkus() {
        return contender(
                "quarkus",
                "Quarkus, REST and Hibernate",
                port -> java(
                        new String[] {
                            "-Dquarkus.http.host=127.0.0.1",
                            "-Dquarkus.http.port=" + port,
                            "-Dquarkus.datasource.jdbc.url=" + jdbcUrl(),
                            "-Dquarkus.datasource.username=" + Postgres.USER,
                            "-Dpeer.token=" + Rows.TOKEN,
                            "-Dpeer.base=" + PUBLIC_URL
                        },
                        QUARKUS));
    }

    /** Returns the peers that have been built. */
    List<Contender> peers() {
        List<Contender> built = new ArrayList<>();
        if (SPRING.toFile().exists()) {
            built.add(spring());
        }
        if (QUARKUS.toFile().exists()) {
            built.add(quarkus());
        }
        return built;
    }

    private String jdbcUrl() {
        return postgres == null ? "" : postgres.jdbcUrl();
    }

    private Contender contender(String name, String label, IntFunction<List<String>> command) {
        return new Contender(name, label, Rows.PATH, Rows.TOKEN, directory, command);
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private static List<String> java(String[] jvm, Path jar, String... arguments) {
        List<String> start = command(List.of(Programs.JAVA), jvm);
        return command(command(start, "-jar", jar.toAbsolutePath().toString()), arguments);
    }

    private static List<String> command(List<String> start, String... more) {
        List<String> whole = new ArrayList<>(start);
        Collections.addAll(whole, more);
        return whole;
    }
}
