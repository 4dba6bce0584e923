package org.volumetransfers.bootstrap.identity;

/** A Keystone with tokens of every kind. */
interface KnownKeystone extends AutoCloseable {

    /** Returns the URL, with {@code /v3}. */
    String url();

    /** Returns the project of most tokens. */
    String project();

    /** Returns the credentials file of a service user that may validate tokens. */
    String credentials();

    /** Returns the password in these credentials, which must never appear in the log. */
    String password();

    /** Returns the password of user-a, a member of the project tenant-a. */
    String userPassword();

    /** Returns a token of a kind, valid for a day unless the kind says otherwise. */
    String token(Kind kind);

    /** Revokes a valid token. */
    void revoke(String token);

    @Override
    void close();

    /** The kinds of tokens. */
    enum Kind {
        VALID,
        /** Can be revoked without affecting other tokens. */
        REVOCABLE,
        GARBAGE,
        EXPIRED,
        /** Expires after a few seconds. */
        SHORT_LIVED,
        OTHER_PROJECT,
        UNSCOPED,
        DOMAIN_SCOPED,
        SYSTEM_SCOPED,
        /** Has only the role {@code auditor}. */
        AUDITOR
    }
}
