package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.testkit.SampleTransfers;

/** Contract, section 2, Links. */
class TransferLinksTest {

    private static final String ID = "cac5c677-73a9-4288-bb9c-b2ebfb547377";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost",
                "http://127.0.0.1:8776",
                "http://[::1]:8776",
                "https://[2001:db8::1]",
                "https://evs.example.com/storage",
                "https://evs.example.com:8443/a/b"
            })
    void linksStartWithThePublicUrl(String base) {
        TransferLinks links = links(base);
        assertEquals(base + "/v2/firstproject/os-volume-transfer/" + ID, self(links, ID));
        assertEquals(base + "/firstproject/os-volume-transfer/" + ID, bookmark(links, ID));
        assertEquals(
                base + "/v2/firstproject/os-volume-transfer?limit=20&marker=" + ID,
                links.page(false, PageRequest.after(20, new TransferId(ID)), new QueryParameters("")));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "CAC5-._~, CAC5-._~",
        "a/b/../c, a%2Fb%2F..%2Fc",
        "'100%2F?x=1&y=2#z;v', 100%252F%3Fx%3D1%26y%3D2%23z%3Bv",
        "' a b', %20a%20b",
        "\u00FCber, %C3%BCber",
        "\u8F6C\uD83D\uDCBE, %E8%BD%AC%F0%9F%92%BE",
        "'\"<>', %22%3C%3E",
        "'a\r\nb', a%0D%0Ab",
        "'\u007F', %7F"
    })
    void anyIdIsOneSegmentOfThePath(String id, String segment) {
        String self = self(links("https://localhost"), id);
        assertEquals("https://localhost/v2/firstproject/os-volume-transfer/" + segment, self);
    }

    static Iterable<VolumeTransfer> nasty() {
        return SampleTransfers.nasty(SampleTransfers.FIRST_PROJECT);
    }

    @ParameterizedTest
    @MethodSource("nasty")
    void theIdCanBeDecodedFromItsLinks(VolumeTransfer transfer) {
        for (String href : new String[] {
            self(links("https://h"), transfer.id().value()),
            bookmark(links("https://h"), transfer.id().value())
        }) {
            String rawPath = URI.create(href).getRawPath();
            String segment = rawPath.substring(rawPath.lastIndexOf('/') + 1);
            assertEquals(transfer.id().value(), URLDecoder.decode(segment, StandardCharsets.UTF_8));
        }
    }

    @Test
    void linksNameTheVersion() {
        TransferLinks links = new TransferLinks("http://h", "v3", SampleTransfers.FIRST_PROJECT);
        assertEquals("http://h/v3/firstproject/os-volume-transfer/1", self(links, "1"));
        assertEquals("http://h/firstproject/os-volume-transfer/1", bookmark(links, "1"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "limit=1, ''",
        "limit=1&offset=3&marker=x, ''",
        "l%69mit=1&%6Fffset=3&m%61rker=x, ''",
        "sort=name, &sort=name",
        "a=1&limit=1&b=%2f%C3%bc+%20&a=2, &a=1&b=%2f%C3%bc+%20&a=2",
        "&&a&&b=&=&limit, &a&b=&=",
        "Limit=1&limits=2, &Limit=1&limits=2",
        "a='\"<>[]\\^`{|} ', &a='%22%3C%3E%5B%5D%5C%5E%60%7B%7C%7D%20'",
        "limit%3D1=1&next=http://h/?a, &limit%3D1=1&next=http://h/?a"
    })
    void theNextPageKeepsOtherParametersAsReceived(String query, String kept) {
        PageRequest next = PageRequest.after(5, new TransferId("a b"));
        String expected = "https://h/v2/firstproject/os-volume-transfer/detail?limit=5&marker=a%20b" + kept;
        String href = links("https://h").page(true, next, new QueryParameters(query));
        assertEquals(expected, href);
        String queryOfNext = href.substring(href.indexOf('?') + 1);
        assertEquals(href, links("https://h").page(true, next, new QueryParameters(queryOfNext)));
    }

    private static String self(TransferLinks links, String id) {
        return links.self() + TransferLinks.segment(new TransferId(id));
    }

    private static String bookmark(TransferLinks links, String id) {
        return links.bookmark() + TransferLinks.segment(new TransferId(id));
    }

    private static TransferLinks links(String base) {
        return new TransferLinks(base, "v2", SampleTransfers.FIRST_PROJECT);
    }
}
