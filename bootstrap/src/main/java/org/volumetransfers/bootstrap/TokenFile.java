package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;

/** Reads the file of {@code --tokens}. Nothing it says about the file repeats a token. */
final class TokenFile {

    private static final JsonFile.Form FORM =
            new JsonFile.Form("tokens", List.of("token", "project_id", "roles", "expires_at"), false);

    private final Map<AuthToken, Caller> callers = new HashMap<>();

    private TokenFile() {}

    /**
     * Reads the file whole.
     *
     * @param faults what is wrong with its content; when there is any, the tokens are not all
     * @return who shows which token
     * @throws IOException when there is no such file or it cannot be read
     */
    static Map<AuthToken, Caller> read(Path file, FileFaults faults) throws IOException {
        TokenFile reading = new TokenFile();
        JsonFile.read(Files.newInputStream(file), FORM, reading::add, faults);
        return reading.callers;
    }

    private void add(JsonObject object) {
        AuthToken token = object.required("token", AuthToken::new);
        // null stands for a token that is scoped to a domain or to nothing; it has to be said, not forgotten.
        ProjectId project = object.requiredOrNull("project_id", ProjectId::new);
        Set<String> roles = object.requiredTexts("roles");
        Instant expiresAt = object.optional("expires_at", text -> Iso8601.moment("expires_at", text));
        if (token == null || object.isFaulty()) {
            return;
        }
        if (callers.putIfAbsent(token, new Caller(project, roles, expiresAt)) != null) {
            object.fault("token", "is that of an earlier entry");
        }
    }
}
