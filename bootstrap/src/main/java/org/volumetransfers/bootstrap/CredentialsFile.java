package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.keystone.ServiceCredentials;
import org.volumetransfers.domain.error.InvalidValueException;

/** Reads the file of {@code --keystone-credentials-file}. Nothing it says about the file repeats a secret. */
final class CredentialsFile {

    private static final String APPLICATION_ID = "application_credential_id";
    private static final String APPLICATION_SECRET = "application_credential_secret";
    private static final List<String> USER_FIELDS =
            List.of("username", "user_domain_name", "password", "project_name", "project_domain_name");
    private static final List<String> FIELDS = List.of(
            "username",
            "user_domain_name",
            "password",
            "project_name",
            "project_domain_name",
            APPLICATION_ID,
            APPLICATION_SECRET);

    private CredentialsFile() {}

    /**
     * Reads the file whole: of a user, or of an application credential.
     *
     * @param faults what is wrong with its content
     * @return the credentials; empty when there are faults
     * @throws IOException when there is no such file or it cannot be read
     */
    static Optional<ServiceCredentials> read(Path file, FileFaults faults) throws IOException {
        @Nullable JsonObject object = JsonFile.readOne(Files.newInputStream(file), FIELDS, faults);
        if (object == null) {
            return Optional.empty();
        }
        boolean isApplication = object.has(APPLICATION_ID) || object.has(APPLICATION_SECRET);
        if (isApplication && USER_FIELDS.stream().anyMatch(object::has)) {
            object.fault(APPLICATION_ID, "stands beside a user; only one of them can log in");
            return Optional.empty();
        }
        return Optional.ofNullable(isApplication ? application(object) : user(object));
    }

    private static @Nullable ServiceCredentials application(JsonObject object) {
        String id = object.required(APPLICATION_ID, text(APPLICATION_ID));
        String secret = object.required(APPLICATION_SECRET, text(APPLICATION_SECRET));
        return id == null || secret == null ? null : ServiceCredentials.application(id, secret);
    }

    private static @Nullable ServiceCredentials user(JsonObject object) {
        String name = object.required("username", text("username"));
        String domain = object.required("user_domain_name", text("user_domain_name"));
        String password = object.required("password", text("password"));
        String project = object.required("project_name", text("project_name"));
        String projectDomain = object.optional("project_domain_name", text("project_domain_name"));
        return name == null || domain == null || password == null || project == null || object.isFaulty()
                ? null
                : ServiceCredentials.user(
                        name, domain, password, project, projectDomain == null ? domain : projectDomain);
    }

    private static Function<String, String> text(String field) {
        return text -> {
            if (text.isBlank()) {
                throw new InvalidValueException(field, "not be empty");
            }
            return text;
        };
    }
}
