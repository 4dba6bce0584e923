package org.volumetransfers.adapter.keystone;

import java.util.Objects;
import java.util.function.Function;
import org.volumetransfers.domain.error.InvalidValueException;

/** With what the server gets a token of its own, which it needs to ask Keystone about those of others. Immutable. */
public sealed interface ServiceCredentials {

    /**
     * Takes the way that belongs to these credentials.
     *
     * @param <R> what the ways lead to
     * @param user the way for a user
     * @param application the way for an application credential
     * @return what the way led to
     */
    <R> R match(Function<User, R> user, Function<ApplicationCredential, R> application);

    /**
     * A user with a password.
     *
     * @param name name of the user
     * @param domain name of the user's domain
     * @param password the user's password
     * @param project name of the project that the token is for
     * @param projectDomain name of the project's domain
     * @return its credentials
     * @throws InvalidValueException when something is empty
     */
    static ServiceCredentials user(String name, String domain, String password, String project, String projectDomain) {
        return new User(name, domain, password, project, projectDomain);
    }

    /**
     * An application credential.
     *
     * @param id its id
     * @param secret its secret
     * @return its credentials
     * @throws InvalidValueException when something is empty
     */
    static ServiceCredentials application(String id, String secret) {
        return new ApplicationCredential(id, secret);
    }

    /**
     * A user with a password, in a project.
     *
     * @param name name of the user
     * @param domain name of the user's domain
     * @param password the user's password; a secret, masked in {@link #toString}
     * @param project name of the project that the token is for
     * @param projectDomain name of the project's domain
     */
    record User(String name, String domain, String password, String project, String projectDomain)
            implements ServiceCredentials {

        /**
         * Checks that nothing is empty.
         *
         * @param name name of the user
         * @param domain name of the user's domain
         * @param password the user's password
         * @param project name of the project that the token is for
         * @param projectDomain name of the project's domain
         * @throws InvalidValueException when something is
         */
        public User {
            requireText("username", name);
            requireText("user_domain_name", domain);
            requireText("password", password);
            requireText("project_name", project);
            requireText("project_domain_name", projectDomain);
        }

        @Override
        public <R> R match(Function<User, R> user, Function<ApplicationCredential, R> application) {
            return user.apply(this);
        }

        @Override
        public String toString() {
            return "user " + name + " of domain " + domain;
        }
    }

    /**
     * An application credential, which has its project with it.
     *
     * @param id its id
     * @param secret its secret, masked in {@link #toString}
     */
    record ApplicationCredential(String id, String secret) implements ServiceCredentials {

        /**
         * Checks that nothing is empty.
         *
         * @param id its id
         * @param secret its secret
         * @throws InvalidValueException when something is
         */
        public ApplicationCredential {
            requireText("application_credential_id", id);
            requireText("application_credential_secret", secret);
        }

        @Override
        public <R> R match(Function<User, R> user, Function<ApplicationCredential, R> application) {
            return application.apply(this);
        }

        @Override
        public String toString() {
            return "application credential " + id;
        }
    }

    private static void requireText(String field, String text) {
        if (Objects.requireNonNull(text, field).isBlank()) {
            throw new InvalidValueException(field, "not be empty");
        }
    }
}
