package org.volumetransfers.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** All contenders, each started in the way its users would start it. */
final class Contenders {

    /** Base of links, independent of the port, so that all responses have the same size. */
    private static final String PUBLIC_URL = "http://127.0.0.1:8776";

    private static final String[] NO_OPTIONS = {};

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

    /** Returns the server with storage in memory, started by {@code java -jar}. */
    Contender memory(String name, String... jvm) {
        return inMemory(name, port -> java(jvm, JAR, memoryOptions(port)));
    }

    /** Returns the same, started by the launcher. */
    Contender memoryByLauncher(String name) {
        return inMemory(name, port -> launcher(memoryOptions(port)));
    }

    private String[] memoryOptions(int port) {
        return serving(port, "--data", file("data.json"));
    }

    /** Returns the server with the documented example, its default, started by {@code java -jar}. */
    Contender demo() {
        return documented(inMemory("jar", port -> java(NO_OPTIONS, JAR, listening(port))));
    }

    /** Returns the same, started by the launcher. */
    Contender demoByLauncher() {
        return documented(inMemory("launcher", port -> launcher(listening(port))));
    }

    /** Stops without a delay for load balancers. */
    private static String[] listening(int port) {
        return new String[] {"--listen", "127.0.0.1:" + port, "--drain-delay", "0"};
    }

    private static Contender documented(Contender contender) {
        return contender.requesting("/v2/firstproject/os-volume-transfer", "demo-token");
    }

    /** Returns the server on PostgreSQL, started by {@code java -jar}. */
    Contender postgres(String name, String... jvm) {
        return onPostgres(name, port -> java(jvm, JAR, postgresOptions(port)));
    }

    /** Returns the same, started by the launcher. */
    Contender postgresByLauncher(String name) {
        return onPostgres(name, port -> launcher(postgresOptions(port)));
    }

    private String[] postgresOptions(int port) {
        return serving(port, "--storage", "postgres", "--jdbc-url", jdbcUrl(), "--db-user", Postgres.USER);
    }

    private String[] serving(int port, String... more) {
        List<String> options = new ArrayList<>(List.of(listening(port)));
        options.addAll(List.of("--public-url", PUBLIC_URL, "--offset-rule", "lenient"));
        options.addAll(List.of("--tokens", file("tokens.json")));
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }

    /** Returns the upper bound. */
    Contender bare(String name, String... jvm) {
        return inMemory(name, port -> java(jvm, BARE, String.valueOf(port), file("body.json")));
    }

    /** Returns the peer on Spring Boot. */
    private Contender spring() {
        return onPostgres(
                "spring",
                port -> java(
                        NO_OPTIONS,
                        SPRING,
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        "--spring.datasource.url=" + jdbcUrl(),
                        "--spring.datasource.username=" + Postgres.USER,
                        "--peer.token=" + Rows.TOKEN,
                        "--peer.base=" + PUBLIC_URL));
    }

    /** Returns the peer on Quarkus. */
    private Contender quarkus() {
        return onPostgres(
                "quarkus",
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

    /** One thread of wrk cannot saturate a server that only sends bytes. */
    private Contender inMemory(String name, IntFunction<List<String>> command) {
        return new Contender(name, Rows.PATH, Rows.TOKEN, directory, 2, command);
    }

    private Contender onPostgres(String name, IntFunction<List<String>> command) {
        return new Contender(name, Rows.PATH, Rows.TOKEN, directory, 1, command);
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private static List<String> java(String[] jvm, Path jar, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Programs.JAVA));
        command.addAll(List.of(jvm));
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<String> launcher(String... arguments) {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}
