package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.TransferId;

/** Contract, section 3. */
class PageParametersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&",
                "&&&",
                "=",
                "=5",
                "foo=1",
                "sort=name",
                "all_tenants=1",
                "Limit=1",
                "LIMIT=x",
                "limits=0",
                "_limit=0",
                "limit%20=0",
                "limit%3D0=0"
            })
    void withoutLimitOffsetAndMarkerAllTransfersAreRequested(String query) {
        assertEquals(PageRequest.all(), request(query));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1000, 1000",
        "2147483647, 2147483647",
        "007, 7",
        "00000000000000000000001, 1",
        "%31, 1",
        "1%30, 10"
    })
    void positiveIntegersAreAccepted(String raw, int value) {
        assertEquals(new PageRequest(value, null, null), request("limit=" + raw));
        assertEquals(new PageRequest(null, value, null), request("offset=" + raw));
    }

    @Test
    void anOffsetOfZeroIsLeftToTheOffsetRule() {
        assertEquals(new PageRequest(null, 0, null), request("offset=0"));
        assertEquals(new PageRequest(null, 0, null), request("offset=-0"));
        assertEquals(new PageRequest(null, 0, null), request("offset=000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "000", "-1", "-5", "-007", "-2147483648", "%2d1", "-000000000000000000000001"})
    void aLimitBelowOneIsNotPositive(String raw) {
        assertEquals(Fault.LIMIT_NOT_POSITIVE, fault("limit=" + raw));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-007", "-2147483648", "%2D1"})
    void anOffsetBelowZeroIsNotPositive(String raw) {
        assertEquals(Fault.OFFSET_NOT_POSITIVE, fault("offset=" + raw));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "1.5",
                "2.0",
                "1e3",
                "0x10",
                "+5",
                "%2B5",
                "%205",
                "5%20",
                "%095",
                "5%0A",
                "1_000",
                "1,000",
                "-",
                "--1",
                "1-",
                "-%201",
                "%D9%A1",
                "%EF%BC%91",
                "%E0%A5%A7",
                "%F0%9D%9F%8F",
                "%E2%88%921",
                "2147483648",
                "-2147483649",
                "99999999999",
                "9223372036854775808",
                "99999999999999999999999999999999999999",
                "1;offset=2",
                "1=1",
                "null",
                "NaN",
                "%25"
            })
    void anythingButA32BitIntegerIsRefused(String raw) {
        assertEquals(Fault.LIMIT_NOT_INTEGER, fault("limit=" + raw));
        assertEquals(Fault.OFFSET_NOT_INTEGER, fault("offset=" + raw));
    }

    @Test
    void aNameWithoutEqualsSignHasAnEmptyValue() {
        assertEquals(Fault.LIMIT_NOT_INTEGER, fault("limit"));
        assertEquals(Fault.OFFSET_NOT_INTEGER, fault("offset"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=1&limit=2",
                "limit=1&limit=1",
                "limit=&limit=",
                "limit&limit",
                "limit=1&foo=1&limit=1",
                "limit=x&limit=1",
                "limit=1&limit=x",
                "limit=1&limit=1&limit=1",
                "limit=1&l%69mit=1",
                "offset=1&offset=2",
                "offset=1&offset=1&offset=1",
                "offset=x&offset=1",
                "offset=0&%6f%66%66%73%65%74=0",
                "marker=a&marker=a",
                "marker=&marker=a",
                "marker&m%61rker"
            })
    void repeatedParametersAreRefused(String query) {
        assertEquals(Fault.MALFORMED_URL, fault(query));
    }

    @Test
    void namesMayBeEscaped() {
        assertEquals(new PageRequest(3, 4, null), request("%6Cimit=3&offse%74=4"));
    }

    @Test
    void otherParametersMayBeRepeated() {
        assertEquals(new PageRequest(3, 4, null), request("a=1&limit=3&a=2&offset=4&a&"));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=x&offset=x, LIMIT_NOT_INTEGER",
        "offset=x&limit=x, LIMIT_NOT_INTEGER",
        "offset=-1&limit=0, LIMIT_NOT_POSITIVE",
        "offset=1&offset=2&limit=0, LIMIT_NOT_POSITIVE",
        "offset=1&offset=2&limit=x, LIMIT_NOT_INTEGER",
        "offset=x&limit=1&limit=2, MALFORMED_URL",
        "offset=1&offset=x&limit=1, MALFORMED_URL",
        "offset=-1&limit=1, OFFSET_NOT_POSITIVE",
        "marker=&offset=x&limit=0, LIMIT_NOT_POSITIVE",
        "marker=&offset=x, OFFSET_NOT_INTEGER",
        "marker=a&marker=a&offset=-1, OFFSET_NOT_POSITIVE"
    })
    void limitOffsetAndMarkerAreCheckedInThisOrder(String query, Fault fault) {
        assertEquals(fault, fault(query));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=%ff", "foo=%ff", "%ff=1", "%00", "foo=a%00b", "limit=1&x=%C0%80", "offset=0&limit=0&x=%"})
    void aQueryThatCannotBeDecodedIsRefused(String query) {
        RefusedException refusal = assertThrows(RefusedException.class, () -> new QueryParameters(query));
        assertEquals(Fault.MALFORMED_URL, refusal.fault());
    }

    @ParameterizedTest
    @CsvSource({
        "cac5c677-73a9-4288-bb9c-b2ebfb547377, cac5c677-73a9-4288-bb9c-b2ebfb547377",
        "a%2Fb+c, a/b+c",
        "%C3%BC, \u00FC"
    })
    void anyIdMayBeAMarker(String raw, String id) {
        assertEquals(new PageRequest(3, 4, new TransferId(id)), request("limit=3&marker=" + raw + "&offset=4"));
    }

    @Test
    void aMarkerThatCannotBeAnIdIsUnknown() {
        assertEquals(Fault.UNKNOWN_MARKER, fault("marker="));
        assertEquals(Fault.UNKNOWN_MARKER, fault("marker"));
        assertEquals(Fault.UNKNOWN_MARKER, fault("marker=" + "x".repeat(256)));
    }

    private static PageRequest request(String query) {
        return request(new QueryParameters(query));
    }

    private static PageRequest request(QueryParameters query) {
        PageRequest page = PageParameters.limitAndOffset(query);
        return new PageRequest(page.limit(), page.offset(), PageParameters.marker(query));
    }

    private static Fault fault(String query) {
        QueryParameters parameters = new QueryParameters(query);
        return assertThrows(RefusedException.class, () -> request(parameters)).fault();
    }
}
