package org.volumetransfers.domain.error;

/**
 * A value breaks its rule, for instance a project id of 65 characters. Thrown by the constructors of values; carries no stack
 * trace, and never the value.
 */
public final class InvalidValueException extends TransferException {

    private static final long serialVersionUID = 1L;

    /** The name of the value. */
    private final String field;

    /** What the value must be. */
    private final String rule;

    /**
     * Creates the error.
     *
     * @param field the name of the value, for instance {@code project_id}
     * @param rule what the value must be, completing "{@code <field> must }", for instance
     *     {@code be 1 to 64 of A-Z a-z 0-9 _ -}
     */
    public InvalidValueException(String field, String rule) {
        super(field + " must " + rule);
        this.field = field;
        this.rule = rule;
    }

    /** Returns the name of the value: for instance {@code project_id}. */
    public String field() {
        return field;
    }

    /** Returns what the value must be: for instance {@code be 1 to 64 of A-Z a-z 0-9 _ -}. */
    public String rule() {
        return rule;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.invalidValue(this);
    }
}
