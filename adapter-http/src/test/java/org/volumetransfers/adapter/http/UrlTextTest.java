package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTextTest {

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "plain, plain",
        "a+b, a+b",
        "%61, a",
        "%2f, /",
        "%2F, /",
        "%25, %",
        "%2525, %25",
        "%20x, ' x'",
        "%C3%BC, \u00FC",
        "%e8%bd%ac, \u8F6C",
        "%F0%9F%92%BF, \uD83D\uDCBF",
        "x%EF%BF%BDy, x\uFFFDy",
        "%7f, \u007F"
    })
    void escapesAreUtf8Bytes(String raw, String text) {
        assertEquals(text, UrlText.decoded(raw));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "a%",
                "%4",
                "%4g",
                "%g4",
                "%zz",
                "%%41",
                "% 41",
                "%-1",
                "%+1",
                "%\u0661\u0661",
                "%\uFF11\uFF11"
            })
    void invalidEscapesAreRejected(String raw) {
        assertNull(UrlText.decoded(raw));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%ff",
                "%80",
                "%c3",
                "%c3x",
                "%C0%80",
                "%C0%AF",
                "%E0%80%AF",
                "%ED%A0%BD%ED%B2%BF",
                "%F4%90%80%80",
                "%F8%88%80%80%80",
                "ok%FEok"
            })
    void invalidUtf8IsRejected(String raw) {
        assertNull(UrlText.decoded(raw));
    }

    @Test
    void nulIsRejected() {
        assertNull(UrlText.decoded("%00"));
        assertNull(UrlText.decoded("a%00b"));
        assertNull(UrlText.decoded("a\u0000b"));
    }

    @Test
    void unescapedCharactersAreRejected() {
        assertNull(UrlText.decoded("\u00FC"));
        assertNull(UrlText.decoded("%61\u00FC"));
        assertNull(UrlText.decoded("\uD83D\uDCBF"));
    }
}
