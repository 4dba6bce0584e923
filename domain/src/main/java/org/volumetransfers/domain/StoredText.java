package org.volumetransfers.domain;

import java.util.Objects;
import org.volumetransfers.domain.error.InvalidValueException;

/** The rule for ids and names: text that any storage can hold and any JSON can represent. */
final class StoredText {

    /** The most characters (Unicode code points) of an id or a name. */
    static final int MAX_CHARACTERS = 255;

    private StoredText() {}

    /**
     * Checks a text.
     *
     * @param field the name of the text, for the error
     * @param text the text, not null
     * @throws InvalidValueException if it has more than 255 characters, an unpaired surrogate or U+0000
     */
    static void check(String field, String text) {
        Objects.requireNonNull(text, field);
        if (text.length() > MAX_CHARACTERS && text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
            throw new InvalidValueException(field, "have at most " + MAX_CHARACTERS + " characters");
        }
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == 0) {
                throw new InvalidValueException(field, "not contain U+0000");
            }
            if (Character.isSurrogate(unit)) {
                if (Character.isLowSurrogate(unit)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new InvalidValueException(field, "be well-formed Unicode");
                }
                i++;
            }
        }
    }

    /**
     * Checks an id, which in addition must not be empty.
     *
     * @param field the name of the id, for the error
     * @param id the id, not null
     * @throws InvalidValueException if it breaks the rule
     */
    static void checkId(String field, String id) {
        check(field, id);
        if (id.isEmpty()) {
            throw new InvalidValueException(field, "not be empty");
        }
    }
}
