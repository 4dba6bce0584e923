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

/** Tests the rule of ids and names through the values that check it. */
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
        assertRejected("id", "have at most 255 characters", () -> new TransferId("x".repeat(256)));
        assertDoesNotThrow(() -> new VolumeId("x".repeat(255)));
        assertRejected("volume_id", "have at most 255 characters", () -> new VolumeId("x".repeat(256)));
    }

    @Test
    void fourByteCharactersCountOnce() {
        assertDoesNotThrow(() -> new TransferId(ROCKET.repeat(255)));
        assertRejected("id", "have at most 255 characters", () -> new TransferId(ROCKET.repeat(256)));
    }

    @Test
    void anIdIsNotEmpty() {
        assertRejected("id", "not be empty", () -> new TransferId(""));
        assertRejected("volume_id", "not be empty", () -> new VolumeId(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0000", "\u0000a", "a\u0000b"})
    void nulIsRejected(String text) {
        assertRejected("id", "not contain U+0000", () -> new TransferId(text));
        assertRejected("volume_id", "not contain U+0000", () -> new VolumeId(text));
    }

    /** Not a parameterized test, since class files cannot represent unpaired surrogates in annotations. */
    @Test
    void unpairedSurrogatesAreRejected() {
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
            assertRejected("id", "be well-formed Unicode", () -> new TransferId(text));
            assertRejected("volume_id", "be well-formed Unicode", () -> new VolumeId(text));
        }
    }

    @Test
    @SuppressWarnings("NullAway") // tests callers that are not checked
    void nullIsAProgrammingError() {
        assertThrows(NullPointerException.class, () -> new TransferId(null));
        assertThrows(NullPointerException.class, () -> new VolumeId(null));
    }

    @Test
    void theErrorDoesNotContainTheText() {
        InvalidValueException error = assertThrows(InvalidValueException.class, () -> new TransferId("secret\u0000"));
        assertFalse(Objects.toString(error.getMessage()).contains("secret"));
    }

    static void assertRejected(String field, String rule, Runnable making) {
        InvalidValueException error = assertThrows(InvalidValueException.class, making::run);
        assertEquals(field, error.field());
        assertEquals(rule, error.rule());
    }
}
