package org.volumetransfers.adapter.jdbc;

/**
 * A part of the configuration, such as a component of {@link JdbcConfig}, is out of bounds. The message says what is accepted.
 */
public final class JdbcConfigException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** What the part must be. */
    private final String rule;

    JdbcConfigException(String field, String rule) {
        super(field + " must " + rule);
        this.rule = rule;
    }

    static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw new JdbcConfigException(field, rule);
        }
    }

    /**
     * Returns the rule that was broken, for programs that know the part by another name, such as that of an option.
     *
     * @return the message without the name of the part and "must", for instance {@code be 250 ms to 1 day}
     */
    public String rule() {
        return rule;
    }
}
