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

    public static Map<AuthToken, Caller> read(InputStream content, FileErrors errors) throws IOException {
        Map<AuthToken, Caller> callers = new HashMap<>();
        JsonFile.read(content, FORM, errors, json -> {
            Optional<AuthToken> token = json.required("token", AuthToken::new);
            // Null means that the token is scoped to a domain or to nothing; this has to be explicit.
            Optional<ProjectId> project = json.nullable("project_id", ProjectId::new);
            Set<String> roles = json.strings("roles");
            Optional<Instant> expiresAt = json.optional("expires_at", Conversions::time);
            if (json.isValid()) {
                Caller caller = new Caller(project.orElse(null), roles, expiresAt.orElse(null));
                if (callers.putIfAbsent(token.orElseThrow(), caller) != null) {
                    json.error("token", "repeats that of an earlier entry");
                }
            }
        });
        return callers;
    }
}
