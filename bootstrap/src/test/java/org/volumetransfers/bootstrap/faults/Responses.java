package org.volumetransfers.bootstrap.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;

/** The two responses that clients receive, whatever happens to the database. */
final class Responses {

    /** The id of the only transfer that these tests store. */
    static final String ID = "the-only-one";

    private Responses() {}

    static void assertListed(HttpResponse<String> response) {
        assertEquals(200, response.statusCode(), response.body());
        assertTrue(response.body().contains(ID), response.body());
    }

    static void assertUnavailable(HttpResponse<String> response) {
        assertEquals(503, response.statusCode(), response.body());
        assertTrue(response.body().contains("EVS.5503"), response.body());
        assertTrue(response.headers().firstValue("Retry-After").isPresent());
    }

    static void assertEither(HttpResponse<String> response) {
        if (response.statusCode() == 200) {
            assertListed(response);
        } else {
            assertUnavailable(response);
        }
    }
}
