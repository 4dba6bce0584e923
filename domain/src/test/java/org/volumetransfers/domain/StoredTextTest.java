package org.volumetransfers.domain;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.domain.error.InvalidValueException;

/** The rule of ids and names, through the values that keep it. */
class StoredTextTest {

    private static final String ROCKET = "\uD83D\uDE80";

    @ParameterizedTest
    @ValueSource(strings = {"1", " ", "a/b", "100%", "\u00FC", "\uFFFF", "\t\n\u0001", "\uD83D\uDE80", "e\u0301"})
    void anyWellFormedTextIsAnId(String text) {
        assertEquals(text, new TransferId(text).value());
        assertEquals(text, new VolumeId(text).value());
        assertEquals(text, new TransferId(text).toString());
        assertEquals(text, new VolumeId(text).toString());
    }

    @Test
    void anIdHas255CharactersAtMost() {
        assertDoesNotThrow(() -> new TransferId("x".repeat(255)));
        assertRefused("id", "have at most 255 characters", () -> new TransferId("x".repeat(256)));
        assertDoesNotThrow(() -> new VolumeId("x".repeat(255)));
        assertRefused("volume_id", "have at most 255 characters", () -> new VolumeId("x".repeat(256)));
    }

    @Test
    void fourByteCharactersCountOnce() {
        assertDoesNotThrow(() -> new TransferId(ROCKET.repeat(255)));
        assertRefused("id", "have at most 255 characters", () -> new TransferId(ROCKET.repeat(256)));
    }

    @Test
    void anIdIsNotEmpty() {
        assertRefused("id", "not be empty", () -> new TransferId(""));
        assertRefused("volume_id", "not be empty", () -> new VolumeId(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0000", "\u0000a", "a\u0000b"})
    void nulIsRefused(String text) {
        assertRefused("id", "not contain U+0000", () -> new TransferId(text));
        assertRefused("volume_id", "not contain U+0000", () -> new VolumeId(text));
    }

    /** Made here, since an annotation cannot carry them into a class file unharmed. */
    @Test
    void unpairedSurrogatesAreRefused() {
        char high = ROCKET.charAt(0);
        char low = ROCKET.charAt(1);
        for (String text : new String[] {
            "" + high,
            "" + low,
            "a" + high,
            "a" + low,
            high + "a",
            low + "a",
            "" + low + high,
            "" + high + high + low,
            "" + high + low + low,
            ROCKET + high
        }) {
            assertRefused("id", "be well-formed Unicode", () -> new TransferId(text));
            assertRefused("volume_id", "be well-formed Unicode", () -> new VolumeId(text));
        }
    }

    @Test
    @SuppressWarnings("NullAway") // that callers who are not checked get an error at once is the point
    void nullIsAProgrammingError() {
        assertThrows(NullPointerException.class, () -> new TransferId(null));
        assertThrows(NullPointerException.class, () -> new VolumeId(null));
    }

    @Test
    void theRefusalDoesNotRepeatTheText() {
        InvalidValueException refusal = assertThrows(InvalidValueException.class, () -> new TransferId("secret\u0000"));
        assertFalse(Objects.toString(refusal.getMessage()).contains("secret"));
    }

    static void assertRefused(String field, String rule, Runnable making) {
        InvalidValueException refusal = assertThrows(InvalidValueException.class, making::run);
        assertEquals(field, refusal.field());
        assertEquals(rule, refusal.rule());
    }
}
