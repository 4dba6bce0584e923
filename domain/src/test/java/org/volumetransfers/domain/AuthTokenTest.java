package org.volumetransfers.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.volumetransfers.domain.StoredTextTest.assertRejected;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.domain.error.InvalidValueException;

class AuthTokenTest {

    @ParameterizedTest
    @ValueSource(strings = {"t", "!", "~", "gAAAAABk-_=", "MII+/=", "\"\\"})
    void visibleAsciiIsAccepted(String text) {
        assertEquals(text, new AuthToken(text).value());
    }

    @Test
    void theLengthHasNoUpperBound() {
        assertEquals(100_000, new AuthToken("x".repeat(100_000)).value().length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a ", " a", "\t", "a\r\nb", "\u007F", "\u00E9", "\u0000", "\uD83D\uDE80"})
    void otherTextIsRejected(String text) {
        assertRejected("token", "be visible ASCII", () -> new AuthToken(text));
    }

    @Test
    void toStringMasksTheToken() {
        assertEquals("AuthToken[masked]", new AuthToken("secret").toString());
    }

    @Test
    void theErrorDoesNotContainTheToken() {
        InvalidValueException error = assertThrows(InvalidValueException.class, () -> new AuthToken("secret secret"));
        assertFalse(Objects.toString(error.getMessage()).contains("secret"));
    }
}
