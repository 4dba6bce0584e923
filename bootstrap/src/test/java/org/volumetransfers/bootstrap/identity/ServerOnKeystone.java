package org.volumetransfers.bootstrap.identity;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.volumetransfers.bootstrap.RunningJar;

/** The built jar with one transfer in memory and with Keystone as its identity service, and its log. */
final class ServerOnKeystone implements AutoCloseable {

    /** The id of the only transfer. */
    static final String ID = "cac5c677-73a9-4288-bb9c-b2ebfb547377";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final HttpClient client = HttpClient.newHttpClient();
    private final RunningJar jar;
    private final Path log;
    private final String project;

    private ServerOnKeystone(RunningJar jar, Path log, String project) {
        this.jar = jar;
        this.log = log;
        this.project = project;
    }

    /** Starts with long Keystone time-outs, for cold code on a busy machine, unless the options set others. */
    static ServerOnKeystone start(Path directory, String project, String... options) throws IOException {
        Path data = Files.writeString(
                Files.createTempFile(directory, "transfers", ".json"),
                "{\"transfers\": [{\"id\": \"" + ID + "\", \"project_id\": \"" + project
                        + "\", \"name\": \"n\", \"volume_id\": \"894623a6-e901-4312-aa06-4275e6321cce\","
                        + " \"created_at\": \"2024-07-23T11:19:06Z\"}]}");
        Path log = Files.createTempFile(directory, "server", ".log");
        List<String> all = new ArrayList<>(List.of("--data=" + data));
        all.addAll(List.of(options));
        if (Stream.of(options).noneMatch(option -> option.startsWith("--keystone-timeout="))) {
            all.addAll(List.of("--keystone-timeout=30", "--keystone-connect-timeout=30"));
        }
        return new ServerOnKeystone(RunningJar.logging(log, all.toArray(String[]::new)), log, project);
    }

    String url() {
        return jar.url();
    }

    CompletableFuture<HttpResponse<String>> send(String token, String query) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(jar.url() + "/v2/" + project + "/os-volume-transfer" + query))
                .header("X-Auth-Token", token)
                .header("X-Project-Id", project)
                .header("X-Roles", "admin")
                .header("X-User-Id", "somebody")
                .header("X-Identity-Status", "Confirmed")
                .header("X-Service-Token", "anything")
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    HttpResponse<String> list(String token) throws Exception {
        return send(token, "").get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }

    void assertListed(String token) throws Exception {
        HttpResponse<String> answer = list(token);
        String log = log();
        assertEquals(200, answer.statusCode(), () -> answer.body() + "\n" + log);
        assertTrue(answer.body().contains(ID), answer.body());
    }

    /** Asserts a rejection that precedes the validation of the parameters, which are invalid too. */
    HttpResponse<String> assertRejected(int status, String code, String token) throws Exception {
        HttpResponse<String> answer = send(token, "?limit=0").get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"" + code + "\""), answer.body());
        return answer;
    }

    void assertUnauthenticated(String token) throws Exception {
        HttpResponse<String> answer = assertRejected(401, "EVS.5401", token);
        assertTrue(answer.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Keystone"));
    }

    void assertUnavailable(String token) throws Exception {
        HttpResponse<String> answer = assertRejected(503, "EVS.5503", token);
        assertTrue(answer.headers().firstValue("Retry-After").isPresent());
    }

    /** Sends requests until the response has this status. */
    void awaitStatus(int status, String token) {
        await().atMost(A_MINUTE).until(() -> list(token).statusCode() == status);
    }

    /** Waits until the log contains a text, which may be written after the response. */
    void awaitLog(String text) {
        await().atMost(A_MINUTE).until(() -> log().contains(text));
    }

    /** Stops the server and returns its whole log. */
    String logUpToItsEnd() throws Exception {
        jar.terminate();
        return log();
    }

    /** Returns the log on standard error so far. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** Returns the bytes of a heap dump. */
    String memory(Path directory) throws Exception {
        Path dump = directory.resolve("heap-" + jar.pid() + ".hprof");
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(jar.pid()),
                        "GC.heap_dump",
                        dump.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertTrue(jcmd.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS), "no heap dump in time");
        assertEquals(0, jcmd.exitValue());
        return Files.readString(dump, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        jar.close();
    }
}
