package org.volumetransfers.bootstrap.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;

/** The two answers that there are, whatever happens to the database. */
final class Answers {

    /** The id of the only transfer that these tests store. */
    static final String ID = "the-only-one";

    private Answers() {}

    static void assertListed(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(ID), answer.body());
    }

    static void assertUnavailable(HttpResponse<String> answer) {
        assertEquals(503, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("EVS.5503"), answer.body());
        assertTrue(answer.headers().firstValue("Retry-After").isPresent());
    }

    static void assertEither(HttpResponse<String> answer) {
        if (answer.statusCode() == 200) {
            assertListed(answer);
        } else {
            assertUnavailable(answer);
        }
    }
}
