package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;

/** The rules of the contract for the rows of the error table. */
final class FaultRules {

    private FaultRules() {}

    /** Asserts that a response is this row, in all its headers and its body, with the arguments of its message. */
    static void assertFault(Fault expected, RawResponse response, Object... arguments) {
        assertFaultHead(expected, response);
        String body = StandardCharsets.UTF_8.decode(expected.body(arguments)).toString();
        assertEquals(RawResponse.tree(body), response.json());
    }

    /** Asserts the same of a response to a {@code HEAD} request. */
    static void assertFaultHead(Fault expected, RawResponse response) {
        ResponseRules.assertErrorHead(expected.status(), response);
        assertEquals(expected.status() == 401 ? "Keystone" : null, response.header("WWW-Authenticate"));
    }
}
