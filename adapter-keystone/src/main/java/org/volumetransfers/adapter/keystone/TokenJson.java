package org.volumetransfers.adapter.keystone;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * Reads Keystone's JSON: {@code {"token": {"expires_at": "...", "project": {"id": "..."}, "roles": [{"name": "..."}]}}}.
 * Whatever else is in it does not matter. Source: Identity API v3, Authentication and token management.
 */
final class TokenJson {

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    /** Keystone's own bound. */
    private static final int LONGEST_NAME = 255;

    /** Some tokens of IAM name hundreds. */
    private static final int MOST_ROLES = 1000;

    private TokenJson() {}

    /**
     * Returns the caller behind a token, which has an expiry.
     *
     * @param rolesOfInterest see {@link KeystoneConfig#rolesOfInterest}
     * @return null when the body names none, or more roles than any caller has
     */
    static @Nullable Caller caller(byte[] body, @Nullable Set<String> rolesOfInterest) {
        JsonNode token = member(body, "token");
        Instant expiresAt = token == null ? null : moment(token.get("expires_at"));
        if (token == null || expiresAt == null) {
            return null;
        }
        Set<String> roles = roles(token.get("roles"), rolesOfInterest);
        JsonNode project = token.get("project");
        if (project == null || project.isNull()) {
            // Scoped to a domain, to the system, or to nothing.
            return roles == null ? null : new Caller(null, roles, expiresAt);
        }
        JsonNode id = project.get("id");
        return roles == null || id == null || !id.isTextual()
                ? null
                : new Caller(projectId(id.textValue()), roles, expiresAt);
    }

    /**
     * Tells whether a body is an error of Keystone, {@code {"error": {"code": 404, "message": "...", "title": "..."}}}, or of
     * IAM, {@code {"error_code": "IAM.0001", "error_msg": "..."}}.
     */
    static boolean isError(byte[] body) {
        JsonNode document = document(body);
        JsonNode error = document.path("error");
        return (error.path("code").isIntegralNumber() && error.path("message").isTextual())
                || (document.path("error_code").isTextual()
                        && document.path("error_msg").isTextual());
    }

    /** Returns an object that is a member of the body's object; null when there is none, or the body is no JSON. */
    private static @Nullable JsonNode member(byte[] body, String name) {
        JsonNode member = document(body).path(name);
        return member.isObject() ? member : null;
    }

    /** Returns the body's only value; a missing node where it is no JSON. */
    private static JsonNode document(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            // Its text quotes the body, so it is not passed on.
            return MissingNode.getInstance();
        }
    }

    private static @Nullable Instant moment(@Nullable JsonNode text) {
        try {
            return text == null || !text.isTextual() ? null : Instant.parse(text.textValue());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** A project whose id could not stand in a URL of ours is none that anybody could ask for. */
    private static @Nullable ProjectId projectId(String id) {
        try {
            return new ProjectId(id);
        } catch (InvalidValueException e) {
            return null;
        }
    }

    /** Returns null for what is no array of roles, or more of them than any caller has. */
    private static @Nullable Set<String> roles(@Nullable JsonNode array, @Nullable Set<String> ofInterest) {
        if (array == null || array.isNull()) {
            return Set.of();
        }
        if (!array.isArray()) {
            return null;
        }
        Set<String> kept = new HashSet<>();
        for (JsonNode role : array) {
            String name = role.path("name").textValue();
            if (name == null || name.length() > LONGEST_NAME) {
                return null;
            }
            if (ofInterest == null || ofInterest.contains(name)) {
                kept.add(name);
            }
        }
        if (kept.isEmpty() && !array.isEmpty()) {
            // The caller has a role, if none of interest.
            kept.add(array.get(0).path("name").textValue());
        }
        return kept.size() > MOST_ROLES ? null : kept;
    }
}
