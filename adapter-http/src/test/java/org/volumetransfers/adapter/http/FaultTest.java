package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.domain.error.InvalidValueException;
import org.volumetransfers.domain.error.NotPermittedException;
import org.volumetransfers.domain.error.NotPermittedException.Reason;
import org.volumetransfers.domain.error.OffsetRefusedException;
import org.volumetransfers.domain.error.TokenRejectedException;
import org.volumetransfers.domain.error.TransferNotFoundException;
import org.volumetransfers.domain.error.UnknownMarkerException;
import org.volumetransfers.domain.error.WrongProjectException;

/** The error table of the contract, section 5. */
class FaultTest {

    private static final String TABLE = """
            NOT_FOUND            | 404 | EVS.5404 | The requested resource could not be found.
            METHOD_NOT_ALLOWED   | 405 | EVS.5405 | Method not allowed.
            UNAUTHENTICATED      | 401 | EVS.5401 | Authentication required.
            INVALID_TOKEN        | 400 | EVS.0002 | invalid token!
            INVALID_PROJECT      | 400 | EVS.0001 | invalid tenant id!
            NO_ROLES             | 403 | EVS.0003 | invalid token roles!
            POLICY               | 403 | EVS.5403 | Policy check failed.
            LIMIT_NOT_INTEGER    | 400 | EVS.5400 | limit param must be an integer.
            LIMIT_NOT_POSITIVE   | 400 | EVS.5400 | limit param must be positive.
            OFFSET_NOT_INTEGER   | 400 | EVS.5400 | offset param must be an integer.
            OFFSET_NOT_POSITIVE  | 400 | EVS.5400 | offset param must be positive.
            OFFSET_PAST_THE_END  | 400 | EVS.5400 | offset param must be less than the number of disk transfers.
            UNKNOWN_MARKER       | 400 | EVS.1024 | invalid filter marker!
            MALFORMED_URL        | 400 | EVS.5400 | Malformed request url.
            TRANSFER_NOT_FOUND   | 404 | EVS.5404 | Transfer %s could not be found.
            VERSION_MALFORMED    | 400 | EVS.5400 | API Version String %s is of invalid format. Must be of format \
            MajorNum.MinorNum.
            VERSION_NOT_SUPPORTED | 406 | EVS.5406 | Version %s is not supported by the API. Minimum is 3.0 and maximum \
            is 3.50.
            TARGET_TOO_LONG      | 414 | EVS.5414 | Request URI too large.
            HEADERS_TOO_LARGE    | 431 | EVS.5431 | Request headers too large.
            THROTTLED            | 429 | EVS.5429 | The throttling threshold has been reached.
            OVERLOADED           | 503 | EVS.5503 | Service unavailable.
            STORAGE_UNAVAILABLE  | 503 | EVS.5503 | Service unavailable.
            IDENTITY_UNAVAILABLE | 503 | EVS.5503 | Service unavailable.
            INTERNAL             | 500 | EVS.5500 | Internal server error.
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = TABLE)
    void everyRowIsAsDocumented(Fault fault, int status, String code, String message) {
        assertEquals(status, fault.status());
        assertEquals(code, fault.code());
        assertEquals(error(code, message.replace("%s", "x")), json(fault, "x"));
        assertEquals(status == 503 || status == 429, fault.isTemporary());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"},{\\\"", "100% %s %n %1$s", "\u0001\t\n\u007F", "\u00FC\uD83D\uDCBF", "<b>&"})
    void anArgumentMayBeAnyText(String argument) {
        String message = "Transfer " + argument + " could not be found.";
        assertEquals(error("EVS.5404", message), json(Fault.TRANSFER_NOT_FOUND, argument));
        RefusedException refusal = Fault.refusal(new TransferNotFoundException(argument));
        assertEquals(Fault.TRANSFER_NOT_FOUND, refusal.fault());
        assertEquals(error("EVS.5404", message), tree(refusal.body()));
    }

    private static JsonNode json(Fault fault, Object... arguments) {
        return tree(fault.body(arguments));
    }

    private static JsonNode tree(ByteBuffer body) {
        return RawResponse.tree(StandardCharsets.UTF_8.decode(body).toString());
    }

    private static JsonNode error(String code, String message) {
        ObjectNode expected = JsonNodeFactory.instance.objectNode();
        expected.putObject("error").put("code", code).put("message", message);
        return expected;
    }

    @Test
    void theTableAboveIsComplete() {
        EnumSet<Fault> missing = EnumSet.allOf(Fault.class);
        TABLE.lines().forEach(row -> missing.remove(Fault.valueOf(row.substring(0, row.indexOf(' ')))));
        assertEquals(EnumSet.noneOf(Fault.class), missing);
    }

    @ParameterizedTest
    @EnumSource
    void codesAreNeverBlank(Fault fault) {
        assertFalse(fault.code().isBlank());
    }

    @Test
    void everyDomainErrorHasARow() {
        assertEquals(Fault.INTERNAL, Fault.of(new InvalidValueException("id", "be text")));
        assertEquals(
                Fault.OFFSET_NOT_POSITIVE,
                Fault.of(new OffsetRefusedException(0, OffsetRefusedException.Reason.NOT_POSITIVE)));
        assertEquals(
                Fault.OFFSET_PAST_THE_END,
                Fault.of(new OffsetRefusedException(3, OffsetRefusedException.Reason.PAST_THE_END)));
        assertEquals(Fault.UNKNOWN_MARKER, Fault.of(new UnknownMarkerException("x")));
        assertEquals(Fault.TRANSFER_NOT_FOUND, Fault.of(new TransferNotFoundException("x")));
        assertEquals(Fault.UNAUTHENTICATED, Fault.of(new TokenRejectedException()));
        assertEquals(Fault.INVALID_PROJECT, Fault.of(new WrongProjectException()));
        assertEquals(Fault.NO_ROLES, Fault.of(new NotPermittedException(Reason.NO_ROLES)));
        assertEquals(Fault.POLICY, Fault.of(new NotPermittedException(Reason.ROLE_MISSING)));
        assertEquals(Fault.STORAGE_UNAVAILABLE, Fault.of(unavailable(Backend.STORAGE)));
        assertEquals(Fault.IDENTITY_UNAVAILABLE, Fault.of(unavailable(Backend.IDENTITY)));
    }

    @Test
    void aRefusalHasNoStackTrace() {
        RefusedException refusal = Fault.NOT_FOUND.refused();
        assertEquals(Fault.NOT_FOUND, refusal.fault());
        assertEquals(0, refusal.getStackTrace().length);
    }

    private static BackendUnavailableException unavailable(Backend backend) {
        return new BackendUnavailableException(backend, "unavailable", null);
    }
}
