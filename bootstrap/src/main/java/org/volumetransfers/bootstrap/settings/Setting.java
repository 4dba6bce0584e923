package org.volumetransfers.bootstrap.settings;

import java.util.Locale;

/**
 * All settings: each is an option, an environment variable and a property of the configuration file. Only the password is a
 * variable alone, see {@link Settings#PASSWORD_VARIABLE}.
 */
public enum Setting {
    CONFIG(
            "FILE",
            "none",
            "Java properties file of settings, each named as its option without the dashes: listen=127.0.0.1:8776."
                    + " Options and variables override it."),
    LISTEN(
            "HOST:PORT",
            "127.0.0.1:8776",
            "Address to listen on. Port 0 selects a free port, which is printed; an IPv6 address is written in brackets."),
    PUBLIC_URL(
            "URL",
            "http:// and the listen address",
            "URL under which clients reach this server; links in responses begin with it."
                    + " Required when listening on a wildcard address."),
    IDLE_TIMEOUT(
            "SECONDS",
            "75",
            "How long a connection stays open without a request; should exceed the time-out of a load balancer in front."),
    DRAIN_DELAY(
            "SECONDS",
            "2",
            "How long connections are still accepted after a signal to stop, while /readyz fails, so that load balancers"
                    + " can notice. 0 to 86400; a second signal ends the server at once."),
    DRAIN_TIMEOUT(
            "SECONDS",
            "10",
            "How long requests in flight may take, after that delay, before their connections are reset."),
    ADMIN_LISTEN(
            "HOST:PORT",
            "off",
            "Address of a second listener for operators: /livez, /readyz, /metrics and /info, without tokens and encryption."),
    STORAGE("NAME", "memory", "Where transfers are stored: memory or postgres."),
    DATA(
            "FILE",
            "the two transfers of the documented example, in project firstproject",
            "JSON file of the transfers that the memory holds initially:"
                    + " {\"transfers\": [{\"id\", \"project_id\", \"name\", \"volume_id\", \"created_at\", \"status\"}]}."
                    + " name may be null, created_at is ISO-8601 UTC,"
                    + " status is pending (default), accepted or deleted."
                    + " Alternatively one such transfer on each line (NDJSON). - reads standard input."),
    JDBC_URL(
            "URL",
            "none, required with --storage postgres",
            "The database: jdbc:postgresql://HOST:PORT/DATABASE, optionally with parameters of the driver;"
                    + " the error about an unknown parameter lists those that are accepted."),
    DB_USER("NAME", "none, required with --storage postgres", "Role to log in as."),
    DB_PASSWORD_FILE(
            "FILE",
            "the variable VOLUME_TRANSFERS_DB_PASSWORD, and without it no password",
            "File that contains exactly one line, the password of the role."),
    DB_POOL_SIZE(
            "N",
            "two for each processor",
            "Maximum number of connections to the database, opened on demand, and of threads that use them."
                    + " More are seldom faster."),
    DB_CONNECTION_TIMEOUT("SECONDS", "2", "How long a request waits for a connection to the database."),
    DB_STATEMENT_TIMEOUT("SECONDS", "5", "How long a query may run before it is cancelled."),
    DB_SOCKET_TIMEOUT(
            "SECONDS",
            "7",
            "How long the database may be silent before its connection is closed; must exceed the statement timeout."
                    + " Bounds every wait for a database that hangs."),
    SCHEMA(
            "MODE",
            "migrate",
            "What to do about the table at startup. migrate: create or update it."
                    + " check: require that it is up to date. none: use it as it is, for a view."),
    STORAGE_QUEUE(
            "N",
            "1000",
            "Maximum number of requests that wait while all threads are busy with the database; others are answered 503."),
    TOKENS(
            "FILE",
            "the token demo-token for project firstproject, only while listening on a loopback address",
            "JSON file of the valid tokens, instead of --keystone-url:"
                    + " {\"tokens\": [{\"token\", \"project_id\", \"roles\", \"expires_at\"}]}."
                    + " expires_at, ISO-8601 UTC, is optional."),
    KEYSTONE_URL("URL", "none", "Keystone or IAM that verifies tokens, instead of --tokens; with or without /v3."),
    KEYSTONE_PUBLIC_URL(
            "URL",
            "none",
            "Keystone's URL for clients, sent with a rejected token: WWW-Authenticate: Keystone uri=..."
                    + " By default no URL is sent."),
    KEYSTONE_MODE(
            "MODE",
            "self",
            "How tokens are verified. self: with the token itself, so that no secret is stored. service: as a service user."),
    KEYSTONE_CREDENTIALS_FILE(
            "FILE",
            "none, required with --keystone-mode service",
            "JSON file of the service user: {\"username\", \"user_domain_name\", \"password\", \"project_name\","
                    + " \"project_domain_name\"}, where the last defaults to the domain of the user;"
                    + " or of an application credential:"
                    + " {\"application_credential_id\", \"application_credential_secret\"}."),
    KEYSTONE_CA("FILE", "those that the JVM trusts", "PEM file of the certificate authorities to trust for Keystone."),
    KEYSTONE_ALLOW_HTTP("", "false", "Allow plain http:// for a Keystone on another machine."),
    KEYSTONE_CONNECT_TIMEOUT("SECONDS", "2", "Time limit for connecting to Keystone."),
    KEYSTONE_TIMEOUT(
            "SECONDS",
            "5",
            "Time limit for the whole verification of a token; beyond it, the request is answered 503."),
    KEYSTONE_SERVICE_TYPES(
            "TYPE[,TYPE...]",
            "volumev3,volume,block-storage",
            "Types of this service in Keystone's catalog; the access rules of an application credential name one of them."),
    TOKEN_CACHE_SECONDS(
            "SECONDS",
            "300",
            "How long a valid token is cached; a revoked token is accepted for as long. 0 verifies each request."),
    TOKEN_EXPIRY_GRACE(
            "SECONDS", "10", "How long a response may continue after its token has expired, before it is cut off."),
    MAX_TOKEN_BYTES(
            "BYTES", "16384", "Maximum length of a token to verify with Keystone; longer ones are rejected with 401."),
    REQUIRE_ROLE("ROLE[,ROLE...]", "any role", "Roles of which a caller needs one to list; others are answered 403."),
    OFFSET_RULE(
            "RULE",
            "by-version",
            "Valid offsets. documented: greater than 0 and less than the number of transfers."
                    + " lenient: also 0 and those past the end, for clients that request pages until one is empty."
                    + " by-version: documented on /v2 and lenient on /v3."),
    MAX_LIMIT("N", "off", "Maximum page size. A larger limit is answered with such a page and a link to the next one."),
    BAD_TOKEN_STATUS("STATUS", "401", "Status of the response to a missing or invalid token: 401 or 400."),
    ACCESS_LOG(
            "MODE",
            "off",
            "Which requests are logged on standard output when they are finished: off, full,"
                    + " or a whole number N for one of N requests."),
    LOG_FORMAT("FORMAT", "text", "Format of the log lines on standard error, and of the access log: text or json."),
    LOG_LEVEL("LEVEL", "info", "Lowest level that is logged: trace, debug, info, warn, error or off.");

    private final String placeholder;
    private final String defaultText;
    private final String meaning;

    Setting(String placeholder, String defaultText, String meaning) {
        this.placeholder = placeholder;
        this.defaultText = defaultText;
        this.meaning = meaning;
    }

    /** Returns the option, for instance {@code --public-url}. */
    public String option() {
        return "--" + property();
    }

    /** Returns the property, for instance {@code public-url}. */
    public String property() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the environment variable, for instance {@code VOLUME_TRANSFERS_PUBLIC_URL}. */
    public String variable() {
        return "VOLUME_TRANSFERS_" + name();
    }

    /** Returns what stands for the value in the help, for instance {@code URL}; empty for a flag. */
    public String placeholder() {
        return placeholder;
    }

    public boolean isFlag() {
        return placeholder.isEmpty();
    }

    /** Returns the default value, or else a description of the default. */
    public String defaultText() {
        return defaultText;
    }

    public String meaning() {
        return meaning;
    }
}
