package org.volumetransfers.bootstrap.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.volumetransfers.adapter.keystone.ServiceCredentials;
import org.volumetransfers.domain.error.InvalidValueException;

/** Reads files with the credentials of a service user. */
public final class CredentialsFile {

    private static final String APPLICATION_ID = "application_credential_id";
    private static final String APPLICATION_SECRET = "application_credential_secret";
    private static final List<String> USER_FIELDS =
            List.of("username", "user_domain_name", "password", "project_name", "project_domain_name");

    private static final JsonFile.Form FORM = new JsonFile.Form(
            JsonFile.Layout.SINGLE,
            "",
            Stream.concat(USER_FIELDS.stream(), Stream.of(APPLICATION_ID, APPLICATION_SECRET))
                    .toList(),
            true);

    private CredentialsFile() {}

    /**
     * Reads the credentials of a user, or an application credential.
     *
     * @throws IOException when the content cannot be read
     */
    public static Optional<ServiceCredentials> read(InputStream content, FileErrors errors) throws IOException {
        List<JsonObject> objects = new ArrayList<>();
        JsonFile.read(content, FORM, objects::add, errors);
        return errors.isEmpty() ? credentials(objects.get(0)) : Optional.empty();
    }

    private static Optional<ServiceCredentials> credentials(JsonObject json) {
        boolean isApplication = json.has(APPLICATION_ID) || json.has(APPLICATION_SECRET);
        if (isApplication && USER_FIELDS.stream().anyMatch(json::has)) {
            json.error(APPLICATION_ID, "cannot be combined with a user");
            return Optional.empty();
        }
        return isApplication ? application(json) : user(json);
    }

    private static Optional<ServiceCredentials> application(JsonObject json) {
        Optional<String> id = json.required(APPLICATION_ID, CredentialsFile::text);
        Optional<String> secret = json.required(APPLICATION_SECRET, CredentialsFile::text);
        return json.isValid()
                ? Optional.of(ServiceCredentials.application(id.orElseThrow(), secret.orElseThrow()))
                : Optional.empty();
    }

    private static Optional<ServiceCredentials> user(JsonObject json) {
        Optional<String> name = json.required("username", CredentialsFile::text);
        Optional<String> domain = json.required("user_domain_name", CredentialsFile::text);
        Optional<String> password = json.required("password", CredentialsFile::text);
        Optional<String> project = json.required("project_name", CredentialsFile::text);
        Optional<String> projectDomain = json.optional("project_domain_name", CredentialsFile::text);
        return json.isValid()
                ? Optional.of(ServiceCredentials.user(
                        name.orElseThrow(),
                        domain.orElseThrow(),
                        password.orElseThrow(),
                        project.orElseThrow(),
                        projectDomain.or(() -> domain).orElseThrow()))
                : Optional.empty();
    }

    private static String text(String text) {
        if (text.isBlank()) {
            throw new InvalidValueException("text", "not be empty");
        }
        return text;
    }
}
