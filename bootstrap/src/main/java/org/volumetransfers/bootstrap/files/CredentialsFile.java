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

    private static final JsonForm FORM = new JsonForm(
            "",
            false,
            true,
            Stream.concat(USER_FIELDS.stream(), Stream.of(APPLICATION_ID, APPLICATION_SECRET))
                    .toList());

    private CredentialsFile() {}

    /** Reads the credentials of a user, or an application credential. */
    public static Optional<ServiceCredentials> read(InputStream content, FileErrors errors) throws IOException {
        List<JsonObject> objects = new ArrayList<>();
        JsonFile.read(content, FORM, errors, objects::add);
        return errors.isEmpty() ? credentials(objects.get(0)) : Optional.empty();
    }

    private static Optional<ServiceCredentials> credentials(JsonObject json) {
        boolean isApplication = json.has(APPLICATION_ID) || json.has(APPLICATION_SECRET);
        if (isApplication && USER_FIELDS.stream().anyMatch(json::has)) {
            json.error(APPLICATION_ID, "cannot be combined with a user");
            return Optional.empty();
        }
        ServiceCredentials credentials = isApplication
                ? ServiceCredentials.application(text(json, APPLICATION_ID), text(json, APPLICATION_SECRET))
                : user(json);
        return Optional.of(credentials).filter(read -> json.isValid());
    }

    private static ServiceCredentials user(JsonObject json) {
        String name = text(json, "username");
        String domain = text(json, "user_domain_name");
        String password = text(json, "password");
        String project = text(json, "project_name");
        String projectDomain =
                json.optional("project_domain_name", CredentialsFile::notBlank).orElse(domain);
        return ServiceCredentials.user(name, domain, password, project, projectDomain);
    }

    /** Returns a required text; anything else where it is missing or invalid. */
    private static String text(JsonObject json, String field) {
        return json.required(field, CredentialsFile::notBlank).orElse("none");
    }

    private static String notBlank(String text) {
        if (text.isBlank()) {
            throw new InvalidValueException("text", "not be empty");
        }
        return text;
    }
}
