package org.volumetransfers.domain.error;

/**
 * A value breaks its own rule, for instance a project id of 65 characters. Thrown by the values of the domain when they
 * are made; carries no stack trace, and never the offending text.
 */
public final class InvalidValueException extends TransferException {

    private static final long serialVersionUID = 1L;

    /** Which value. */
    private final String field;

    /** What it must be. */
    private final String rule;

    /**
     * Names the value and its rule.
     *
     * @param field which value, for instance {@code project_id}
     * @param rule what the value must be, completing "{@code <field> must }", for instance
     *     {@code be 1 to 64 of A-Z a-z 0-9 _ -}
     */
    public InvalidValueException(String field, String rule) {
        super(field + " must " + rule);
        this.field = field;
        this.rule = rule;
    }

    /**
     * Tells which value was wrong.
     *
     * @return for instance {@code project_id}
     */
    public String field() {
        return field;
    }

    /**
     * Tells what the value must be.
     *
     * @return for instance {@code be 1 to 64 of A-Z a-z 0-9 _ -}
     */
    public String rule() {
        return rule;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.invalidValue(this);
    }
}
