package org.volumetransfers.domain.error;

/**
 * A part of the configuration is out of bounds. The message says what is accepted, never the value. A programming or operating
 * error, unlike {@link InvalidValueException}, which input of callers can cause; carries a stack trace.
 */
public final class InvalidConfigurationException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** What the part must be. */
    private final String rule;

    /**
     * Creates the error.
     *
     * @param part the name of the part, for instance {@code statement time-out}
     * @param rule what the part must be, completing "{@code <part> must }", for instance {@code be 1 ms to 1 day}
     */
    public InvalidConfigurationException(String part, String rule) {
        super(part + " must " + rule);
        this.rule = rule;
    }

    /**
     * Checks a part.
     *
     * @param holds whether the part is valid
     * @param part the name of the part
     * @param rule what the part must be
     * @throws InvalidConfigurationException if it is not valid
     */
    public static void require(boolean holds, String part, String rule) {
        if (!holds) {
            throw new InvalidConfigurationException(part, rule);
        }
    }

    /**
     * Returns the rule that was broken, for programs that know the part by another name, such as that of an option.
     *
     * @return the message without the name of the part and "must"
     */
    public String rule() {
        return rule;
    }
}
