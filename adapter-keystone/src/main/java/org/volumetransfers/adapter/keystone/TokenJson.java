package org.volumetransfers.adapter.keystone;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

    private TokenJson() {}

    /** Who is behind a token; null when the body does not say so. The expiry is there always. */
    static @Nullable Caller caller(byte[] body) {
        JsonNode token = member(body, "token");
        Instant expiresAt = token == null ? null : moment(token.get("expires_at"));
        if (token == null || expiresAt == null) {
            return null;
        }
        Set<String> roles = roles(token.get("roles"));
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

    /** True for {@code {"error": {"code": 404, "message": "...", "title": "Not Found"}}}, which only Keystone says. */
    static boolean isError(byte[] body) {
        JsonNode error = member(body, "error");
        return error != null && error.has("code") && error.has("message");
    }

    /** An object that is a member of the body's object; null when there is none, or the body is no JSON. */
    private static @Nullable JsonNode member(byte[] body, String name) {
        try {
            JsonNode member = JSON.readTree(body).get(name);
            return member != null && member.isObject() ? member : null;
        } catch (IOException e) {
            // Its text quotes the body, hence it goes nowhere.
            return null;
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

    private static @Nullable Set<String> roles(@Nullable JsonNode array) {
        if (array == null || array.isNull()) {
            return Set.of();
        }
        if (!array.isArray()) {
            return null;
        }
        Set<String> names = new HashSet<>();
        for (JsonNode role : array) {
            JsonNode name = role.get("name");
            if (name == null || !name.isTextual()) {
                return null;
            }
            names.add(name.textValue());
        }
        return names;
    }
}
