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

/** The built jar on a database, and its log. */
final class ServerProcess implements AutoCloseable {

    /** Longer than the time-outs below together, even on a busy machine. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(40);

    static final int POOL = 4;

    /** At most one line of a kind is written in ten seconds, less the time that a busy machine takes to write it. */
    private static final Duration QUIET = Duration.ofSeconds(9);

    private final HttpClient client = HttpClient.newHttpClient();
    private final RunningJar jar;
    private final Path log;

    private ServerProcess(RunningJar jar, Path log) {
        this.jar = jar;
        this.log = log;
    }

    /** Starts a server with short time-outs, except for logins, which take long on a busy machine. */
    static ServerProcess on(String jdbcUrl, Path directory) throws IOException {
        return on(jdbcUrl, 30, directory);
    }

    /** Starts a server with short time-outs, and the given one for logins. */
    static ServerProcess on(String jdbcUrl, int loginSeconds, Path directory) throws IOException {
        return start(
                jdbcUrl + "?loginTimeout=" + loginSeconds + "&connectTimeout=" + loginSeconds,
                directory,
                "--db-connection-timeout=4",
                "--db-statement-timeout=2",
                "--db-socket-timeout=6");
    }

    /** Starts a server with long time-outs. */
    static ServerProcess patient(String jdbcUrl, Path directory) throws IOException {
        return start(
                jdbcUrl,
                directory,
                "--db-connection-timeout=30",
                "--db-statement-timeout=30",
                "--db-socket-timeout=60");
    }

    private static ServerProcess start(String jdbcUrl, Path directory, String... timeouts) throws IOException {
        Path tokens = secret(
                directory.resolve("tokens.json"),
                "{\"tokens\": [{\"token\": \"t\", \"project_id\": \"p\", \"roles\": [\"member\"]}]}");
        Path password = secret(directory.resolve("password"), FaultyPostgres.PASSWORD);
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
        return new ServerProcess(RunningJar.logging(log, options), log);
    }

    /** Creates a file that only its owner may read, since the server logs a warning otherwise. */
    private static Path secret(Path file, String content) throws IOException {
        return Files.setPosixFilePermissions(
                Files.writeString(file, content), PosixFilePermissions.fromString("rw-------"));
    }

    private HttpRequest listing(String query) {
        return HttpRequest.newBuilder(URI.create(jar.url() + "/v2/p/os-volume-transfer" + query))
                .header("X-Auth-Token", "t")
                .build();
    }

    /** Requests the listing, and waits at most {@link #LONGEST_WAIT}. */
    HttpResponse<String> list() throws Exception {
        return responseOf(client.sendAsync(listing(""), BodyHandlers.ofString()));
    }

    /** Requests the listing many times at once. */
    List<CompletableFuture<HttpResponse<String>>> listAtOnce(int times) {
        return Stream.generate(() -> client.sendAsync(listing(""), BodyHandlers.ofString()))
                .limit(times)
                .toList();
    }

    <T> CompletableFuture<HttpResponse<T>> send(BodyHandler<T> body) {
        return client.sendAsync(listing(""), body);
    }

    /** Requests an unknown path, which requires no storage. */
    int statusOfUnknownPath() throws Exception {
        return statusOf("/nothing");
    }

    private int statusOf(String path) throws Exception {
        return responseOf(client.sendAsync(
                        HttpRequest.newBuilder(URI.create(jar.url() + path)).build(), BodyHandlers.ofString()))
                .statusCode();
    }

    /** Waits until the readiness probe has a status; the server is alive all the time. */
    void awaitReadiness(int status) {
        await(() -> {
            assertEquals(200, statusOf("/livez"));
            return statusOf("/readyz") == status;
        });
    }

    static <T> HttpResponse<T> responseOf(CompletableFuture<HttpResponse<T>> pending)
            throws InterruptedException, ExecutionException, TimeoutException {
        return pending.get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** Requests the listing until it succeeds, and then once more. */
    HttpResponse<String> awaitRecovery() throws Exception {
        await(() -> list().statusCode() == 200);
        return list();
    }

    /** Requests the listing until storage is unavailable, and then once more. */
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

    /** Returns the lines written so far, perhaps without those about the last response. */
    List<String> log() throws IOException {
        return Files.readAllLines(log);
    }

    /** Asserts that failures are logged as one line of each kind in ten seconds, without a stack trace. */
    void assertOneLine() throws Exception {
        await(() -> !log().isEmpty());
        List<String> log = log();
        assertTrue(log.stream().allMatch(line -> line.contains("storage ")), log::toString);
        assertSpaced(log);
    }

    /** As {@link #assertOneLine}, where many requests waited, some of them in the queue. */
    void assertOneLineForTheDatabaseAndAtMostOneForTheQueue() throws Exception {
        await(() -> log().stream().anyMatch(line -> line.contains("storage unavailable")));
        assertAtMostOneLineForTheDatabaseAndOneForTheQueue();
    }

    /** The same if perhaps nothing failed. */
    void assertAtMostOneLineForTheDatabaseAndOneForTheQueue() throws IOException {
        List<String> ofTheQueue =
                log().stream().filter(line -> line.contains("overloaded")).toList();
        List<String> others =
                log().stream().filter(line -> !line.contains("overloaded")).toList();
        assertTrue(others.stream().allMatch(line -> line.contains("storage unavailable")), others::toString);
        assertSpaced(others);
        assertSpaced(ofTheQueue);
    }

    /** Lines about cut-off responses are a separate kind. */
    private static void assertSpaced(List<String> lines) {
        lines.stream()
                .collect(Collectors.partitioningBy(line -> line.contains("a response was cut off")))
                .values()
                .forEach(ServerProcess::assertSpacedKind);
    }

    private static void assertSpacedKind(List<String> lines) {
        for (int i = 1; i < lines.size(); i++) {
            assertTrue(timeOf(lines.get(i - 1)).plus(QUIET).isBefore(timeOf(lines.get(i))), lines::toString);
        }
    }

    private static Instant timeOf(String line) {
        return Instant.parse(line.substring(0, line.indexOf(' ')));
    }

    /** Asserts the line about startup without the database, and one about requests at that time. */
    void assertStartLineAndOneForTheDatabase() throws Exception {
        await(() -> log().size() >= 2);
        List<String> log = log();
        assertEquals(2, log.size(), log::toString);
        assertTrue(log.get(0).contains("database unavailable, schema check deferred"), log::toString);
        assertTrue(log.get(1).contains("storage unavailable"), log::toString);
    }

    /** Ends it as a supervisor does, within 30 seconds, and returns the exit code. */
    int terminate() throws InterruptedException {
        return jar.terminate();
    }

    @Override
    public void close() throws IOException {
        jar.close();
        System.err.print(Files.readString(log));
    }
}
