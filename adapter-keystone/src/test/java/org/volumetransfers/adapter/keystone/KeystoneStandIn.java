package org.volumetransfers.adapter.keystone;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/** Answers as a Keystone does that knows some tokens and no others. The shapes are those of a real one. */
final class KeystoneStandIn implements AutoCloseable {

    static final String TOKENS = "/v3/auth/tokens?nocatalog=true";
    static final String SERVICE_TOKEN = "gAAAAABk-service";

    /** Patience with a first attempt that rules out a second one, where a test counts requests. */
    static final Duration ENDLESS = Duration.ofDays(1);

    private static final int LONG_HEADERS = 256 * 1024;

    private final WireMockServer server = new WireMockServer(options()
            .bindAddress("127.0.0.1")
            .dynamicPort()
            .jettyHeaderRequestSize(LONG_HEADERS)
            .containerThreads(64));

    KeystoneStandIn() {
        server.start();
    }

    WireMockServer server() {
        return server;
    }

    /** Its address, long time-outs, since cold code on a busy machine takes seconds, and the longest tokens of the contract. */
    KeystoneConfig config() {
        Duration patience = Duration.ofSeconds(30);
        return KeystoneConfig.at("http://127.0.0.1:" + server.port())
                .withTimeouts(patience, patience)
                .withMaxTokenBytes(32_768);
    }

    /** How many requests of any kind there have been. */
    int requests() {
        return server.getAllServeEvents().size();
    }

    /** Tokens that vouch for themselves; whatever else asks is refused with 401. */
    KeystoneStandIn vouchingFor(Map<AuthToken, Caller> tokens) {
        server.stubFor(any(anyUrl()).atPriority(10).willReturn(refusal(401, "Unauthorized")));
        tokens.forEach((token, caller) ->
                server.stubFor(question(token.value(), token.value()).willReturn(json(200, tokenOf(caller)))));
        return this;
    }

    /** Tokens that the service may ask about; of whatever else it asks about 404 is said. */
    KeystoneStandIn tellingTheServiceOf(Map<AuthToken, Caller> tokens) {
        server.stubFor(any(anyUrl()).atPriority(10).willReturn(refusal(401, "Unauthorized")));
        server.stubFor(get(urlEqualTo(TOKENS))
                .withHeader("X-Auth-Token", equalTo(SERVICE_TOKEN))
                .atPriority(9)
                .willReturn(refusal(404, "Not Found")));
        tokens.forEach((token, caller) ->
                server.stubFor(question(SERVICE_TOKEN, token.value()).willReturn(json(200, tokenOf(caller)))));
        issuing(SERVICE_TOKEN, Instant.parse("9999-01-01T00:00:00Z"));
        return this;
    }

    /** Gives the service this token whenever it asks for one. */
    void issuing(String token, Instant expiresAt) {
        server.stubFor(post(urlEqualTo(TOKENS))
                .willReturn(json(201, tokenOf(new Caller(null, Set.of("service"), expiresAt)))
                        .withHeader("X-Subject-Token", token)));
    }

    static MappingBuilder question(String asker, String subject) {
        return get(urlEqualTo(TOKENS))
                .withHeader("X-Auth-Token", equalTo(asker))
                .withHeader("X-Subject-Token", equalTo(subject));
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return new ResponseDefinitionBuilder()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    static ResponseDefinitionBuilder refusal(int status, String title) {
        return json(
                status,
                "{\"error\":{\"code\":" + status + ",\"message\":\"The request was refused.\",\"title\":\"" + title
                        + "\"}}\n");
    }

    /** As a gateway in front of Keystone answers. */
    static ResponseDefinitionBuilder page(int status) {
        return new ResponseDefinitionBuilder()
                .withStatus(status)
                .withHeader("Content-Type", "text/html; charset=utf-8")
                .withBody("<html><body>Request blocked</body></html>");
    }

    static String tokenOf(Caller caller) {
        ObjectNode document = new ObjectMapper().createObjectNode();
        ObjectNode token = document.putObject("token");
        token.putArray("methods").add("password");
        token.putObject("user").put("id", "566136a9").putObject("domain").put("id", "default");
        token.put("expires_at", String.valueOf(caller.expiresAt()));
        token.put("issued_at", "2025-06-15T11:00:00.000000Z");
        if (caller.project() != null) {
            token.putObject("project").put("id", caller.project().value()).put("name", "tenant-a");
        }
        if (caller.project() != null || !caller.roles().isEmpty()) {
            caller.roles().forEach(role -> token.withArray("roles").addObject().put("name", role));
        }
        return document.toString();
    }

    /** How often somebody asked with this token. */
    int questionsBy(String asker) {
        return server.findAll(getRequestedFor(urlEqualTo(TOKENS)).withHeader("X-Auth-Token", equalTo(asker)))
                .size();
    }

    /** How often the service asked for a token. */
    int logins() {
        return server.findAll(postRequestedFor(urlEqualTo(TOKENS))).size();
    }

    @Override
    public void close() {
        server.stop();
    }
}
