package org.volumetransfers.adapter.keystone;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.AccessRule;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * Reads Keystone's JSON: {@code {"token": {"expires_at": "...", "project": {"id": "..."}, "roles": [{"name": "..."}]}}}.
 * For a token of a restricted application credential also {@code "application_credential": {"access_rules": [{"service":
 * "...", "method": "...", "path": "..."}]}}. Ignores other members. Source: Identity API v3, Authentication and token management.
 */
final class TokenJson {

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    /** Keystone's own limit. */
    private static final int MAX_NAME_LENGTH = 255;

    /** Some tokens of IAM name hundreds. */
    private static final int MAX_ROLES = 1000;

    /** The calls of a service are fewer. */
    private static final int MAX_RULES = 200;

    private TokenJson() {}

    /**
     * Returns the caller that a token belongs to; its expiry is never null.
     *
     * @param rolesOfInterest see {@link KeystoneConfig#rolesOfInterest}
     * @param serviceTypes see {@link KeystoneConfig#serviceTypes}
     * @return null if the body is not a token, or if it has too many roles or access rules
     */
    static @Nullable Caller caller(byte[] body, @Nullable Set<String> rolesOfInterest, Set<String> serviceTypes) {
        try {
            JsonNode token = JSON.readTree(body).required("token");
            Instant expiresAt = Instant.parse(text(token, "expires_at"));
            // A token without a project is scoped to a domain, to the system, or to nothing.
            ProjectId project = token.hasNonNull("project") ? projectId(text(token.get("project"), "id")) : null;
            Set<String> roles = token.hasNonNull("roles") ? roles(token.get("roles"), rolesOfInterest) : Set.of();
            JsonNode credential = token.path("application_credential");
            // An empty list permits nothing, whereas a credential without a list is not restricted.
            Set<AccessRule> rules =
                    credential.hasNonNull("access_rules") ? rules(credential.get("access_rules"), serviceTypes) : null;
            return new Caller(project, roles, expiresAt, rules);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            // Not passed on because its message quotes the body.
            return null;
        }
    }

    /**
     * Tells whether a body is an error of Keystone, {@code {"error": {"code": 404, "message": "...", "title": "..."}}}, or
     * of IAM, {@code {"error_code": "IAM.0001", "error_msg": "..."}}.
     */
    static boolean isError(byte[] body) {
        try {
            JsonNode document = JSON.readTree(body);
            JsonNode error = document.path("error");
            return (error.path("code").isIntegralNumber()
                            && error.path("message").isTextual())
                    || (document.path("error_code").isTextual()
                            && document.path("error_msg").isTextual());
        } catch (IOException e) {
            return false;
        }
    }

    private static String text(JsonNode object, String name) {
        JsonNode value = object.required(name);
        require(value.isTextual());
        return value.textValue();
    }

    private static void require(boolean valid) {
        if (!valid) {
            throw new IllegalArgumentException("not a token");
        }
    }

    /** Returns null for an id that cannot occur in a URL, since no request can name such a project. */
    private static @Nullable ProjectId projectId(String id) {
        try {
            return new ProjectId(id);
        } catch (InvalidValueException e) {
            return null;
        }
    }

    private static Set<String> roles(JsonNode array, @Nullable Set<String> ofInterest) {
        require(array.isArray());
        Set<String> kept = new HashSet<>();
        for (JsonNode role : array) {
            String name = text(role, "name");
            if (ofInterest == null || ofInterest.contains(name)) {
                kept.add(name);
            }
            require(name.length() <= MAX_NAME_LENGTH && kept.size() <= MAX_ROLES);
        }
        if (kept.isEmpty() && !array.isEmpty()) {
            // The caller does have a role, although none of interest.
            kept.add(text(array.get(0), "name"));
        }
        return kept;
    }

    private static Set<AccessRule> rules(JsonNode array, Set<String> serviceTypes) {
        require(array.isArray());
        Set<AccessRule> kept = new HashSet<>();
        for (JsonNode rule : array) {
            AccessRule accessRule = new AccessRule(text(rule, "method"), text(rule, "path"));
            require(accessRule.method().length() <= MAX_NAME_LENGTH
                    && accessRule.path().length() <= MAX_NAME_LENGTH);
            if (serviceTypes.contains(text(rule, "service"))) {
                kept.add(accessRule);
            }
            require(kept.size() <= MAX_RULES);
        }
        return kept;
    }
}
