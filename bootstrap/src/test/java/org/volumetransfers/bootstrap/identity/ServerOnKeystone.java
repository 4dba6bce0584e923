package org.volumetransfers.bootstrap.identity;

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
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.volumetransfers.bootstrap.RunningJar;

/** The built jar with one transfer in memory, its tokens checked by Keystone, and what it says. */
final class ServerOnKeystone implements AutoCloseable {

    /** Of the only transfer. */
    static final String ID = "cac5c677-73a9-4288-bb9c-b2ebfb547377";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final RunningJar jar;
    private final Path log;
    private final String project;

    private ServerOnKeystone(RunningJar jar, Path log, String project) {
        this.jar = jar;
        this.log = log;
        this.project = project;
    }

    /** Patient with its Keystone, which may have a busy machine and no warm code, where the options say nothing else. */
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
        return send(token, "").get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    void assertListed(String token) throws Exception {
        HttpResponse<String> answer = list(token);
        String log = log();
        assertEquals(200, answer.statusCode(), () -> answer.body() + "\n" + log);
        assertTrue(answer.body().contains(ID), answer.body());
    }

    /** Refused before anything is said of the parameters, which are wrong as well. */
    HttpResponse<String> assertRefused(int status, String code, String token) throws Exception {
        HttpResponse<String> answer = send(token, "?limit=0").get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"" + code + "\""), answer.body());
        return answer;
    }

    void assertUnauthenticated(String token) throws Exception {
        HttpResponse<String> answer = assertRefused(401, "EVS.5401", token);
        assertTrue(answer.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Keystone"));
    }

    void assertUnavailable(String token) throws Exception {
        HttpResponse<String> answer = assertRefused(503, "EVS.5503", token);
        assertTrue(answer.headers().firstValue("Retry-After").isPresent());
    }

    /** Asks until the answer has this status. */
    void awaitStatus(int status, String token) throws Exception {
        await(() -> list(token).statusCode() == status);
    }

    /** Looks again and again, for at most a minute. */
    static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.call()) {
            assertTrue(System.nanoTime() - end < 0, "not within a minute");
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** Waits until it has said this on standard error, which it may do after the answer. */
    void awaitLog(String text) throws Exception {
        await(() -> log().contains(text));
    }

    /** Ends it, and gives all that it has said on standard error. */
    String logUpToItsEnd() throws Exception {
        jar.terminate();
        return log();
    }

    /** What it has said on standard error so far. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** What it keeps in memory, byte by byte. */
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
        assertTrue(jcmd.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), "no heap dump in time");
        assertEquals(0, jcmd.exitValue());
        return Files.readString(dump, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        jar.close();
    }
}
