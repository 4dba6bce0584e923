package org.volumetransfers.bootstrap.identity;

/** A Keystone that gives out tokens of every kind. */
interface KnownKeystone extends AutoCloseable {

    /** With {@code /v3}. */
    String url();

    /** The project of most tokens. */
    String project();

    /** JSON of credentials for a service user who may ask about tokens. */
    String credentials();

    /** Secrets of these credentials, which nobody may be told. */
    String password();

    /** A token of this kind, good for a day unless the kind says otherwise. */
    String token(Kind kind);

    /** Makes a token that was good bad. */
    void revoke(String token);

    @Override
    void close();

    /** What tokens there are. */
    enum Kind {
        GOOD,
        /** Can be revoked without harm to others. */
        REVOCABLE,
        GARBAGE,
        EXPIRED,
        /** Is good for some seconds. */
        SHORT_LIVED,
        OTHER_PROJECT,
        UNSCOPED,
        DOMAIN_SCOPED,
        SYSTEM_SCOPED,
        /** Has no other role than {@code auditor}. */
        AUDITOR
    }
}
