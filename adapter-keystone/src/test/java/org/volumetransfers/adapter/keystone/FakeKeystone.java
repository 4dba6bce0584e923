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
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.volumetransfers.domain.AccessRule;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;

/** A WireMock server that responds as Keystone does; its JSON has the structure of captured responses. */
public final class FakeKeystone implements AutoCloseable {

    /** The project of {@link #token}. */
    public static final String PROJECT = "a4a5d4098fb4474fa22cd05f897d6b99";

    static final String TOKENS = "/v3/auth/tokens?nocatalog=true";
    static final String SERVICE_TOKEN = "gAAAAABk-service";

    /** A delay that rules out second attempts, for tests that count requests. */
    static final Duration NEVER = Duration.ofDays(1);

    private static final Instant FAR_FUTURE = Instant.parse("9999-01-01T00:00:00Z");
    private static final int MAX_HEADER_BYTES = 96 * 1024;
    private static final int THREADS = 300;

    private WireMockServer server;
    private final int port;

    /** Starts on any free port of the loopback address, without stubs. */
    public FakeKeystone() {
        this(config -> config);
    }

    /**
     * Starts with additional options.
     *
     * @param options adds options to those for clear text on a free port of the loopback address
     */
    public FakeKeystone(UnaryOperator<WireMockConfiguration> options) {
        this.server = new WireMockServer(options.apply(base().dynamicPort()));
        server.start();
        this.port = server.isHttpEnabled() ? server.port() : server.httpsPort();
    }

    private static WireMockConfiguration base() {
        return options()
                .bindAddress("127.0.0.1")
                .jettyHeaderRequestSize(MAX_HEADER_BYTES)
                .containerThreads(THREADS);
    }

    /** {@return the server, to add stubs and to inspect requests} */
    public WireMockServer server() {
        return server;
    }

    /** {@return the URL, with {@code /v3}} */
    public String url() {
        return (server.isHttpEnabled() ? "http" : "https") + "://127.0.0.1:" + port + "/v3";
    }

    /** Returns a configuration for the longest tokens of the contract, with time-outs for cold code on a busy machine. */
    KeystoneConfig config() {
        Duration timeout = Duration.ofSeconds(30);
        return KeystoneConfig.at(url()).withTimeouts(timeout, timeout).withMaxTokenBytes(32_768);
    }

    /** Accepts every token, with the role {@code member} in {@link #PROJECT}. */
    public void acceptAll() {
        server.stubFor(any(anyUrl()).willReturn(token("member")));
    }

    /** Rejects every token. */
    public void rejectAll() {
        server.stubFor(any(anyUrl()).willReturn(error(401, "Unauthorized")));
    }

    /** Lets these tokens validate themselves, and rejects other requests with 401. */
    FakeKeystone accepting(Map<AuthToken, Caller> tokens) {
        server.stubFor(any(anyUrl()).atPriority(10).willReturn(error(401, "Unauthorized")));
        tokens.forEach((token, caller) ->
                server.stubFor(validation(token.value(), token.value()).willReturn(json(200, tokenJson(caller)))));
        return this;
    }

    /** Lets the service validate these tokens; other tokens are unknown. */
    FakeKeystone acceptingForService(Map<AuthToken, Caller> tokens) {
        server.stubFor(any(anyUrl()).atPriority(10).willReturn(error(401, "Unauthorized")));
        server.stubFor(get(urlEqualTo(TOKENS))
                .withHeader("X-Auth-Token", equalTo(SERVICE_TOKEN))
                .atPriority(9)
                .willReturn(error(404, "Not Found")));
        tokens.forEach((token, caller) ->
                server.stubFor(validation(SERVICE_TOKEN, token.value()).willReturn(json(200, tokenJson(caller)))));
        issue(SERVICE_TOKEN, FAR_FUTURE);
        return this;
    }

    /** Issues this token whenever the service requests one. */
    void issue(String token, Instant expiresAt) {
        server.stubFor(post(urlEqualTo(TOKENS))
                .willReturn(json(201, tokenJson(new Caller(null, Set.of("service"), expiresAt)))
                        .withHeader("X-Subject-Token", token)));
    }

    static MappingBuilder validation(String authentication, String subject) {
        return get(urlEqualTo(TOKENS))
                .withHeader("X-Auth-Token", equalTo(authentication))
                .withHeader("X-Subject-Token", equalTo(subject));
    }

    /**
     * Returns the response for a valid token in {@link #PROJECT}.
     *
     * @param roles the names of its roles
     * @return the response, to be modified or used
     */
    public static ResponseDefinitionBuilder token(String... roles) {
        return json(200, tokenJson(new Caller(new ProjectId(PROJECT), Set.of(roles), FAR_FUTURE)));
    }

    /**
     * Returns the response for a valid token of an application credential with access rules, in {@link #PROJECT}.
     *
     * @param service the type of the service that the rules are for
     * @param rules the rules
     * @return the response, to be modified or used
     */
    public static ResponseDefinitionBuilder restrictedToken(String service, AccessRule... rules) {
        Caller caller = new Caller(new ProjectId(PROJECT), Set.of("member"), FAR_FUTURE);
        ObjectNode document = tokenDocument(caller);
        ArrayNode array = ((ObjectNode) document.get("token"))
                .putObject("application_credential")
                .put("id", "ac1")
                .put("restricted", true)
                .putArray("access_rules");
        for (AccessRule rule : rules) {
            array.addObject()
                    .put("id", "r1")
                    .put("service", service)
                    .put("method", rule.method())
                    .put("path", rule.path());
        }
        return json(200, document.toString());
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return new ResponseDefinitionBuilder()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    static ResponseDefinitionBuilder error(int status, String title) {
        return json(
                status,
                "{\"error\":{\"code\":" + status + ",\"message\":\"The request was rejected.\",\"title\":\"" + title
                        + "\"}}\n");
    }

    /**
     * Returns the error page of a gateway in front of Keystone.
     *
     * @param status its status
     * @return the response, to be modified or used
     */
    public static ResponseDefinitionBuilder page(int status) {
        return new ResponseDefinitionBuilder()
                .withStatus(status)
                .withHeader("Content-Type", "text/html; charset=utf-8")
                .withBody("<html><body>Request blocked</body></html>");
    }

    static String tokenJson(Caller caller) {
        return tokenDocument(caller).toString();
    }

    private static ObjectNode tokenDocument(Caller caller) {
        ObjectNode document = new ObjectMapper().createObjectNode();
        ObjectNode token = document.putObject("token");
        token.putArray("methods").add("password");
        token.putObject("user").put("id", "566136a9").putObject("domain").put("id", "default");
        token.put("expires_at", String.valueOf(caller.expiresAt()));
        token.put("issued_at", "2025-06-15T11:00:00.000000Z");
        if (caller.project() != null) {
            token.putObject("project").put("id", caller.project().value()).put("name", "tenant-a");
        }
        caller.roles().forEach(role -> token.withArray("roles").addObject().put("name", role));
        return document;
    }

    /** {@return a token that no other test uses} */
    public static String newToken() {
        return "gAAAAAB-" + UUID.randomUUID();
    }

    /** {@return the number of requests about tokens; a readiness monitor makes others} */
    public int requests() {
        return (int) server.getAllServeEvents().stream()
                .filter(event -> event.getRequest().getUrl().equals(TOKENS))
                .count();
    }

    /** Returns the number of validations authenticated with this token. */
    int validationsBy(String authentication) {
        return server.findAll(getRequestedFor(urlEqualTo(TOKENS)).withHeader("X-Auth-Token", equalTo(authentication)))
                .size();
    }

    /** Returns the number of requests for a service token. */
    int logins() {
        return server.findAll(postRequestedFor(urlEqualTo(TOKENS))).size();
    }

    /** Stops listening. */
    public void stop() {
        server.stop();
    }

    /** Listens on the same port again, without stubs. */
    public void restart() {
        server = new WireMockServer(base().port(port));
        server.start();
    }

    @Override
    public void close() {
        server.stop();
    }
}
