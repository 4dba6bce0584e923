package org.volumetransfers.bootstrap.identity;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.AccessRule;

/**
 * A running Keystone at {@code TEST_KEYSTONE_URL}, and a second one at {@code TEST_KEYSTONE_SHORT_URL} with the same users,
 * whose tokens expire after a few seconds. The domain Default contains user-a and user-b, members of the projects tenant-a
 * and tenant-b; norole-a, an auditor in tenant-a; the service user cinder; and the user admin.
 */
final class RealKeystone implements KnownKeystone {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKENS = "/auth/tokens?nocatalog=true";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url = setting("TEST_KEYSTONE_URL");
    private final String shortUrl = setting("TEST_KEYSTONE_SHORT_URL");
    private final String adminPassword = setting("TEST_KEYSTONE_ADMIN_PASSWORD");
    private final String valid = issue(url, "user-a", userPassword(), project("tenant-a"));

    private static String setting(String name) {
        return Objects.requireNonNull(System.getenv(name), name);
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public String project() {
        HttpResponse<String> answer = send(request(url + TOKENS)
                .header("X-Auth-Token", valid)
                .header("X-Subject-Token", valid)
                .build());
        try {
            return JSON.readTree(answer.body()).at("/token/project/id").textValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String credentials() {
        return "{\"username\": \"cinder\", \"user_domain_name\": \"Default\", \"password\": \"" + password()
                + "\", \"project_name\": \"service\"}";
    }

    @Override
    public String password() {
        return setting("TEST_KEYSTONE_SERVICE_PASSWORD");
    }

    @Override
    public String userPassword() {
        return setting("TEST_KEYSTONE_USER_PASSWORD");
    }

    @Override
    public String token(Kind kind) {
        return switch (kind) {
            case VALID -> valid;
            case REVOCABLE -> issue(url, "user-a", userPassword(), project("tenant-a"));
            case GARBAGE -> "gAAAAABgarbage";
            case SHORT_LIVED -> issue(shortUrl, "user-a", userPassword(), project("tenant-a"));
            case EXPIRED -> expired(issue(shortUrl, "user-a", userPassword(), project("tenant-a")));
            case OTHER_PROJECT -> issue(url, "user-b", userPassword(), project("tenant-b"));
            case UNSCOPED -> issue(url, "user-a", userPassword(), null);
            case DOMAIN_SCOPED -> {
                grantDomainRoleToAdmin();
                yield issue(url, "admin", adminPassword, Map.of("domain", Map.of("id", "default")));
            }
            case SYSTEM_SCOPED -> issue(url, "admin", adminPassword, Map.of("system", Map.of("all", true)));
            case AUDITOR -> issue(url, "norole-a", userPassword(), project("tenant-a"));
        };
    }

    private static Map<String, Object> project(String name) {
        return Map.of("project", Map.of("name", name, "domain", Map.of("id", "default")));
    }

    private String issue(String keystone, String user, String password, @Nullable Map<String, Object> scope) {
        Map<String, Object> identity = Map.of(
                "methods",
                new String[] {"password"},
                "password",
                Map.of("user", Map.of("name", user, "domain", Map.of("id", "default"), "password", password)));
        try {
            String body = JSON.writeValueAsString(Map.of(
                    "auth",
                    scope == null ? Map.of("identity", identity) : Map.of("identity", identity, "scope", scope)));
            return send(request(keystone + TOKENS)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body))
                            .build())
                    .headers()
                    .firstValue("X-Subject-Token")
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until Keystone itself rejects the token. */
    private String expired(String token) {
        await().atMost(Duration.ofMinutes(1)).until(() -> status(token) != 200);
        return token;
    }

    private int status(String token) {
        return send(request(url + TOKENS)
                        .header("X-Auth-Token", token)
                        .header("X-Subject-Token", token)
                        .build())
                .statusCode();
    }

    /** Issues a token of a new application credential whose access rules are for a service. */
    String restrictedToken(String service, AccessRule... rules) throws IOException {
        String user = JSON.readTree(send(request(url + TOKENS)
                                .header("X-Auth-Token", valid)
                                .header("X-Subject-Token", valid)
                                .build())
                        .body())
                .at("/token/user/id")
                .textValue();
        List<Map<String, String>> accessRules = Stream.of(rules)
                .map(rule -> Map.of("service", service, "method", rule.method(), "path", rule.path()))
                .toList();
        Map<String, Object> wanted = Map.of("name", UUID.randomUUID().toString(), "access_rules", accessRules);
        JsonNode credential = JSON.readTree(post(
                                url + "/users/" + user + "/application_credentials",
                                Map.of("application_credential", wanted))
                        .body())
                .path("application_credential");
        Map<String, Object> identity = Map.of(
                "methods",
                List.of("application_credential"),
                "application_credential",
                Map.of(
                        "id", credential.path("id").asText(),
                        "secret", credential.path("secret").asText()));
        return post(url + TOKENS, Map.of("auth", Map.of("identity", identity)))
                .headers()
                .firstValue("X-Subject-Token")
                .orElseThrow();
    }

    private HttpResponse<String> post(String target, Map<String, Object> body) throws IOException {
        return send(request(target)
                .header("Content-Type", "application/json")
                .header("X-Auth-Token", valid)
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    private void grantDomainRoleToAdmin() {
        String admin = issue(url, "admin", adminPassword, project("admin"));
        String user = id(admin, "users");
        String role = id(admin, "roles");
        send(request(url + "/domains/default/users/" + user + "/roles/" + role)
                .header("X-Auth-Token", admin)
                .PUT(BodyPublishers.noBody())
                .build());
    }

    private String id(String admin, String kind) {
        try {
            return JSON.readTree(send(request(url + "/" + kind + "?name=admin")
                                    .header("X-Auth-Token", admin)
                                    .build())
                            .body())
                    .at("/" + kind + "/0/id")
                    .textValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void revoke(String token) {
        send(request(url + TOKENS)
                .header("X-Auth-Token", token)
                .header("X-Subject-Token", token)
                .DELETE()
                .build());
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).version(HttpClient.Version.HTTP_1_1);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        // Was not started here.
    }
}
