package org.volumetransfers.adapter.keystone;

import java.util.Objects;
import org.volumetransfers.domain.error.InvalidConfigurationException;

/** The credentials with which the server obtains a token of its own, to validate those of its callers. Immutable. */
public sealed interface ServiceCredentials {

    /**
     * {@return the credentials of a {@link User}}
     *
     * @throws InvalidConfigurationException if a value is blank
     */
    static ServiceCredentials user(String name, String domain, String password, String project, String projectDomain) {
        return new User(name, domain, password, project, projectDomain);
    }

    /**
     * {@return an {@link ApplicationCredential}}
     *
     * @throws InvalidConfigurationException if a value is blank
     */
    static ServiceCredentials application(String id, String secret) {
        return new ApplicationCredential(id, secret);
    }

    /**
     * A user with a password, in a project.
     *
     * @param domain the name of the user's domain
     * @param password the user's password, masked in {@link #toString}
     * @param project the name of the project that the token is scoped to
     * @param projectDomain the name of the project's domain
     */
    record User(String name, String domain, String password, String project, String projectDomain)
            implements ServiceCredentials {

        /** Checks that no value is blank. */
        public User {
            requireText("username", name);
            requireText("user_domain_name", domain);
            requireText("password", password);
            requireText("project_name", project);
            requireText("project_domain_name", projectDomain);
        }

        @Override
        public String toString() {
            return "user " + name + " of domain " + domain;
        }
    }

    /**
     * An application credential, which implies its project.
     *
     * @param secret masked in {@link #toString}
     */
    record ApplicationCredential(String id, String secret) implements ServiceCredentials {

        /** Checks that no value is blank. */
        public ApplicationCredential {
            requireText("application_credential_id", id);
            requireText("application_credential_secret", secret);
        }

        @Override
        public String toString() {
            return "application credential " + id;
        }
    }

    private static void requireText(String field, String text) {
        InvalidConfigurationException.require(
                !Objects.requireNonNull(text, field).isBlank(), field, "not be empty");
    }
}
