package org.volumetransfers.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.volumetransfers.domain.StoredTextTest.assertRejected;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "firstproject",
                "a4a5d4098fb4474fa22cd05f897d6b99",
                "a4a5d409-8fb4-474f-a22c-d05f897d6b99",
                "A",
                "z",
                "0",
                "9",
                "_",
                "-",
                "0123456789012345678901234567890123456789012345678901234567890123"
            })
    void lettersDigitsUnderscoreAndDashAreAccepted(String text) {
        assertEquals(text, new ProjectId(text).value());
        assertEquals(text, new ProjectId(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a/b",
                "a.b",
                "a%2Fb",
                "a;b",
                "\u00E9",
                "\uFF41",
                "\u0661",
                "a\u0000",
                "\uD83D\uDE80",
                "@",
                "[",
                "`",
                "{",
                ":",
                "a\n"
            })
    void otherTextIsRejected(String text) {
        assertRejected("project_id", "be 1 to 64 of A-Z a-z 0-9 _ -", () -> new ProjectId(text));
    }

    @Test
    void moreThan64CharactersAreRejected() {
        assertRejected("project_id", "be 1 to 64 of A-Z a-z 0-9 _ -", () -> new ProjectId("x".repeat(65)));
    }

    @Test
    void nothingIsNormalised() {
        assertNotEquals(new ProjectId("project"), new ProjectId("Project"));
        assertNotEquals(new ProjectId("a-b"), new ProjectId("ab"));
    }
}
