package org.volumetransfers.bootstrap.identity;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers every question as the test says, and counts them. */
final class ScriptedKeystone implements AutoCloseable {

    static final String PROJECT = "a4a5d4098fb4474fa22cd05f897d6b99";

    private static final int THREADS = 300;

    private WireMockServer server;
    private final int port;

    ScriptedKeystone() {
        this.server = new WireMockServer(config().dynamicPort());
        server.start();
        this.port = server.port();
    }

    private static WireMockConfiguration config() {
        return options().bindAddress("127.0.0.1").containerThreads(THREADS);
    }

    static String newToken() {
        return "gAAAAAB-" + UUID.randomUUID();
    }

    WireMockServer server() {
        return server;
    }

    String url() {
        return "http://127.0.0.1:" + port + "/v3";
    }

    void vouchForAll() {
        server.stubFor(any(anyUrl()).willReturn(token("member")));
    }

    void refuseAll() {
        server.stubFor(any(anyUrl())
                .willReturn(json(
                        401,
                        "{\"error\":{\"code\":401,\"message\":\"The request you have made requires"
                                + " authentication.\",\"title\":\"Unauthorized\"}}\n")));
    }

    static ResponseDefinitionBuilder token(String... roles) {
        return json(200, tokenJson(roles));
    }

    static String tokenJson(String... roles) {
        return "{\"token\":{\"expires_at\":\"9999-01-01T00:00:00.000000Z\",\"project\":{\"id\":\"" + PROJECT
                + "\"},\"roles\":["
                + Stream.of(roles).map(role -> "{\"name\":\"" + role + "\"}").collect(Collectors.joining(",")) + "]}}";
    }

    private static ResponseDefinitionBuilder json(int status, String body) {
        return new ResponseDefinitionBuilder()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    int questions() {
        return server.getAllServeEvents().size();
    }

    void stop() {
        server.stop();
    }

    /** On the same port, knowing nobody yet. */
    void restart() {
        server = new WireMockServer(config().port(port));
        server.start();
        vouchForAll();
    }

    @Override
    public void close() {
        server.stop();
    }
}
