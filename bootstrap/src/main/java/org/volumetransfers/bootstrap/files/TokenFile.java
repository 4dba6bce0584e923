package org.volumetransfers.bootstrap.files;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;

/** Reads files of fixed tokens. */
public final class TokenFile {

    private static final JsonForm FORM =
            new JsonForm("tokens", false, true, List.of("token", "project_id", "roles", "expires_at"));

    private TokenFile() {}

    /**
     * Reads all tokens.
     *
     * @throws IOException when the content cannot be read
     */
    public static Map<AuthToken, Caller> read(InputStream content, FileErrors errors) throws IOException {
        Map<AuthToken, Caller> callers = new HashMap<>();
        JsonFile.read(content, FORM, object -> add(object, callers), errors);
        return callers;
    }

    private static void add(JsonObject json, Map<AuthToken, Caller> callers) {
        Optional<AuthToken> token = json.required("token", AuthToken::new);
        // Null means that the token is scoped to a domain or to nothing; this has to be explicit.
        Optional<ProjectId> project = json.nullable("project_id", ProjectId::new);
        Set<String> roles = json.strings("roles");
        Optional<Instant> expiresAt = json.optional("expires_at", Iso8601::parse);
        if (json.isValid()
                && callers.putIfAbsent(
                                token.orElseThrow(), new Caller(project.orElse(null), roles, expiresAt.orElse(null)))
                        != null) {
            json.error("token", "repeats that of an earlier entry");
        }
    }
}
