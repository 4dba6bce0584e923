package org.volumetransfers.bootstrap.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.volumetransfers.bootstrap.RunningJar;

/** The built jar on a database, and what it says on standard error. */
final class FaultyServer implements AutoCloseable {

    /** As the options below have it: to get a connection, to be cut off from a silent database, and some patience. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(40);

    static final int POOL = 4;

    /** No two lines about the same come within ten seconds, less what a busy machine takes to write one. */
    private static final Duration QUIET = Duration.ofSeconds(9);

    private final HttpClient client = HttpClient.newHttpClient();
    private final RunningJar jar;
    private final Path log;

    private FaultyServer(RunningJar jar, Path log) {
        this.jar = jar;
        this.log = log;
    }

    /** One that is to meet timeouts. */
    static FaultyServer on(String jdbcUrl, Path directory) throws IOException {
        // What takes its time on a busy machine is the login, which none of the tests has to see fail in time.
        return start(
                jdbcUrl + "?loginTimeout=30&connectTimeout=30",
                directory,
                "--db-connection-timeout=4",
                "--db-statement-timeout=2",
                "--db-socket-timeout=6");
    }

    /** One that is to meet none. */
    static FaultyServer patient(String jdbcUrl, Path directory) throws IOException {
        return start(
                jdbcUrl,
                directory,
                "--db-connection-timeout=30",
                "--db-statement-timeout=30",
                "--db-socket-timeout=60");
    }

    private static FaultyServer start(String jdbcUrl, Path directory, String... timeouts) throws IOException {
        Path tokens = secret(
                directory.resolve("tokens.json"),
                "{\"tokens\": [{\"token\": \"t\", \"project_id\": \"p\", \"roles\": [\"member\"]}]}");
        Path password = secret(directory.resolve("password"), HarmedPostgres.PASSWORD);
        Path log = Files.createTempFile(directory, "server", ".log");
        String[] options = Stream.concat(
                        Stream.of(
                                "--storage=postgres",
                                "--jdbc-url=" + jdbcUrl,
                                "--db-user=evs",
                                "--db-password-file=" + password,
                                "--db-pool-size=" + POOL,
                                "--tokens=" + tokens),
                        Stream.of(timeouts))
                .toArray(String[]::new);
        return new FaultyServer(RunningJar.logging(log, options), log);
    }

    /** A file that only its owner may read: the log would otherwise hold a warning. */
    private static Path secret(Path file, String content) throws IOException {
        return Files.setPosixFilePermissions(
                Files.writeString(file, content), PosixFilePermissions.fromString("rw-------"));
    }

    private HttpRequest listing(String query) {
        return HttpRequest.newBuilder(URI.create(jar.url() + "/v2/p/os-volume-transfer" + query))
                .header("X-Auth-Token", "t")
                .build();
    }

    /** Asks for the list, and waits for no longer than {@link #LONGEST_WAIT}. */
    HttpResponse<String> list() throws Exception {
        return answer(client.sendAsync(listing(""), BodyHandlers.ofString()));
    }

    /** Asks for the list many times at once. */
    List<CompletableFuture<HttpResponse<String>>> listAtOnce(int times) {
        return Stream.generate(() -> client.sendAsync(listing(""), BodyHandlers.ofString()))
                .limit(times)
                .toList();
    }

    <T> CompletableFuture<HttpResponse<T>> send(BodyHandler<T> body) {
        return client.sendAsync(listing(""), body);
    }

    /** What needs no storage: a path that does not exist. */
    int statusOfUnknownPath() throws Exception {
        return answer(client.sendAsync(
                        HttpRequest.newBuilder(URI.create(jar.url() + "/nothing"))
                                .build(),
                        BodyHandlers.ofString()))
                .statusCode();
    }

    static <T> HttpResponse<T> answer(CompletableFuture<HttpResponse<T>> pending)
            throws InterruptedException, ExecutionException, TimeoutException {
        return pending.get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** Asks until the list is answered 200, and then once more. */
    HttpResponse<String> awaitRecovery() throws Exception {
        await(() -> list().statusCode() == 200);
        return list();
    }

    /** Asks until storage is unavailable, and then once more. */
    HttpResponse<String> awaitFailure() throws Exception {
        await(() -> list().statusCode() == 503);
        return list();
    }

    /** Waits until a condition holds, for at most a minute. */
    static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }

    /** All lines that are written so far, perhaps not yet those about the last answer. */
    List<String> log() throws IOException {
        return Files.readAllLines(log);
    }

    /** Asserts that all failures gave one line of each kind in ten seconds, without a stack trace. */
    void assertOneLine() throws Exception {
        await(() -> !log().isEmpty());
        List<String> log = log();
        assertTrue(log.stream().allMatch(line -> line.contains("storage ")), log::toString);
        assertSeldom(log);
    }

    /** As {@link #assertOneLine}, but where many waited, some of them did so in the queue. */
    void assertOneLineForTheDatabaseAndAtMostOneForTheQueue() throws Exception {
        await(() -> log().stream().anyMatch(line -> line.contains("storage unavailable")));
        assertAtMostOneLineForTheDatabaseAndOneForTheQueue();
    }

    /** The same where perhaps nothing failed. */
    void assertAtMostOneLineForTheDatabaseAndOneForTheQueue() throws IOException {
        List<String> ofTheQueue =
                log().stream().filter(line -> line.contains("overloaded")).toList();
        List<String> others =
                log().stream().filter(line -> !line.contains("overloaded")).toList();
        assertTrue(others.stream().allMatch(line -> line.contains("storage unavailable")), others::toString);
        assertSeldom(others);
        assertSeldom(ofTheQueue);
    }

    /** Lines about responses that were cut off are of a kind of their own. */
    private static void assertSeldom(List<String> lines) {
        lines.stream()
                .collect(Collectors.partitioningBy(line -> line.contains("a response was cut off")))
                .values()
                .forEach(FaultyServer::assertSeldomOfOneKind);
    }

    private static void assertSeldomOfOneKind(List<String> lines) {
        for (int i = 1; i < lines.size(); i++) {
            assertTrue(timeOf(lines.get(i - 1)).plus(QUIET).isBefore(timeOf(lines.get(i))), lines::toString);
        }
    }

    private static Instant timeOf(String line) {
        return Instant.parse(line.substring(0, line.indexOf(' ')));
    }

    /** What a start without the database says, and what the requests that met it do. */
    void assertStartLineAndOneForTheDatabase() throws Exception {
        await(() -> log().size() >= 2);
        List<String> log = log();
        assertEquals(2, log.size(), log::toString);
        assertTrue(log.get(0).contains("database unavailable, schema check deferred"), log::toString);
        assertTrue(log.get(1).contains("storage unavailable"), log::toString);
    }

    /** Ends it as a supervisor does, who waits for half a minute; gives the exit code. */
    int terminate() throws InterruptedException {
        return jar.terminate();
    }

    @Override
    public void close() throws IOException {
        jar.close();
        System.err.print(Files.readString(log));
    }
}
