package org.volumetransfers.bootstrap;

import java.util.Locale;

/**
 * Everything an operator can set: each as an option and as an environment variable. Only the password has a variable and
 * no option, see {@link GivenSettings}.
 */
enum Setting {
    LISTEN(
            "HOST:PORT",
            "127.0.0.1:8776",
            "Address to listen on. Port 0 picks a free one and says which; an IPv6 address stands in brackets."),
    PUBLIC_URL(
            "URL",
            "http:// and the listen address",
            "What links in answers begin with: the URL under which clients reach this server."
                    + " Required when listening on a wildcard address."),
    IDLE_TIMEOUT(
            "SECONDS",
            "75",
            "How long a connection stays open without a request; longer than a load balancer in front keeps it."),
    STORAGE("NAME", "memory", "Where transfers are kept: memory or postgres."),
    DATA(
            "FILE",
            "the two transfers of the documented example, in project firstproject",
            "JSON file of the transfers that the memory starts with:"
                    + " {\"transfers\": [{\"id\", \"project_id\", \"name\", \"volume_id\", \"created_at\", \"status\"}]}."
                    + " name may be null, created_at is ISO-8601 UTC,"
                    + " status is pending (default), accepted or deleted."
                    + " One such transfer on each line, without anything around them, will do too."),
    JDBC_URL(
            "URL",
            "none, required with --storage postgres",
            "The database: jdbc:postgresql://HOST:PORT/DATABASE, with parameters of the driver;"
                    + " the message of a refusal lists those that are accepted."),
    DB_USER("NAME", "none, required with --storage postgres", "Role to log in as."),
    DB_PASSWORD_FILE(
            "FILE",
            "the variable VOLUME_TRANSFERS_DB_PASSWORD, and without it no password",
            "File that holds the role's password in its only line."),
    DB_POOL_SIZE(
            "N",
            "two for each processor",
            "Most connections to the database, opened on demand, and threads that wait for them. More are seldom faster."),
    DB_CONNECTION_TIMEOUT("SECONDS", "2", "How long a request waits for a connection to the database."),
    DB_STATEMENT_TIMEOUT("SECONDS", "5", "How long a query may run before it is cancelled."),
    DB_SOCKET_TIMEOUT(
            "SECONDS",
            "7",
            "How long the database may be silent before its connection is given up;"
                    + " longer than the statement timeout, and the bound of every wait for a database that hangs."),
    SCHEMA(
            "MODE",
            "migrate",
            "What is done about the table at the start. migrate: it is made, or brought up to date."
                    + " check: it must be up to date. none: it is taken as it is, for a view."),
    DEEP_PAGES(
            "MODE",
            "off",
            "Pages at large offsets. off: the database walks there, a quarter of a second for a million transfers."
                    + " on: they cost about what the first page does, by tables that triggers keep beside the transfers;"
                    + " whoever writes pays for that, some 10 to 30 percent."),
    STORAGE_QUEUE(
            "N",
            "1000",
            "Requests that may wait for a thread while all are busy with the database; further ones are answered 503."),
    TOKENS(
            "FILE",
            "the token demo-token for project firstproject, only while listening on a loopback address",
            "JSON file of the tokens that are good, instead of --keystone-url:"
                    + " {\"tokens\": [{\"token\", \"project_id\", \"roles\", \"expires_at\"}]}."
                    + " expires_at, ISO-8601 UTC, may be left out."),
    KEYSTONE_URL(
            "URL",
            "none",
            "Keystone or IAM, which is then asked whose a token is; with or without /v3. Instead of --tokens."),
    KEYSTONE_PUBLIC_URL(
            "URL",
            "none",
            "Keystone's URL as clients know it, told to those whose token is not good: WWW-Authenticate: Keystone uri=..."
                    + " Without it, no URL is told."),
    KEYSTONE_MODE(
            "MODE",
            "self",
            "Who asks about a token. self: the token itself, so that no secret is kept. service: a service user."),
    KEYSTONE_CREDENTIALS_FILE(
            "FILE",
            "none, required with --keystone-mode service",
            "JSON file of the service user: {\"username\", \"user_domain_name\", \"password\", \"project_name\","
                    + " \"project_domain_name\"}, the last being the domain of the user where it is left out;"
                    + " or of an application credential:"
                    + " {\"application_credential_id\", \"application_credential_secret\"}."),
    KEYSTONE_CA(
            "FILE",
            "those that the JVM trusts",
            "Certificates, in PEM, of the authorities that may vouch for Keystone."),
    KEYSTONE_ALLOW_HTTP("", "false", "Take plain http:// for a Keystone that is not on this machine."),
    KEYSTONE_CONNECT_TIMEOUT("SECONDS", "2", "How long it may take to connect to Keystone."),
    KEYSTONE_TIMEOUT(
            "SECONDS",
            "5",
            "How long it may take as a whole to ask about a token; whoever waits longer is answered 503."),
    TOKEN_CACHE_SECONDS(
            "SECONDS",
            "300",
            "How long Keystone is not asked again about a good token. As long may a token pass that has been revoked."
                    + " 0 asks about each request."),
    TOKEN_EXPIRY_GRACE(
            "SECONDS", "10", "How long an answer may go on after its token has expired; it is cut off then."),
    MAX_TOKEN_BYTES(
            "BYTES",
            "16384",
            "Length of the longest token that Keystone is asked about; callers with a longer one are answered 401."),
    REQUIRE_ROLE("ROLE[,ROLE...]", "any role", "Roles of which a caller needs one to list; others are answered 403."),
    OFFSET_RULE(
            "RULE",
            "documented",
            "Which offsets are taken. documented: greater than 0 and less than the number of transfers."
                    + " lenient: 0 and those past the end too, as clients need that ask for pages until one is empty."),
    MAX_LIMIT("N", "off", "Largest page. Who asks for more gets this many and the way to the next page."),
    BAD_TOKEN_STATUS("STATUS", "401", "Status of the answer to a missing or bad token: 401 or 400."),
    LOG_FORMAT("FORMAT", "text", "How log lines on standard error look: text or json."),
    LOG_LEVEL("LEVEL", "info", "What is logged: trace, debug, info, warn, error or off.");

    private final String placeholder;
    private final String defaultText;
    private final String meaning;

    Setting(String placeholder, String defaultText, String meaning) {
        this.placeholder = placeholder;
        this.defaultText = defaultText;
        this.meaning = meaning;
    }

    /** For instance {@code --public-url}. */
    String option() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For instance {@code VOLUME_TRANSFERS_PUBLIC_URL}. */
    String variable() {
        return "VOLUME_TRANSFERS_" + name();
    }

    /** What stands for the value in the help, for instance {@code URL}; empty where none is needed. */
    String placeholder() {
        return placeholder;
    }

    /** True for an option that needs no value. */
    boolean isFlag() {
        return placeholder.isEmpty();
    }

    /** The default: the value itself where there is one, otherwise what happens without. */
    String defaultText() {
        return defaultText;
    }

    /** What it is for. */
    String meaning() {
        return meaning;
    }
}
