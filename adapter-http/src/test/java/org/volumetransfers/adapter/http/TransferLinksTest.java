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
                "<" + base + "/v2/firstproject/os-volume-transfer?limit=20&offset=40>; rel=\"next\"",
                links.nextPage(new PageRequest(20, 40)));
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
    void theNextPageMayStartAtTheLargestOffset() {
        assertEquals(
                "<http://h/v2/firstproject/os-volume-transfer?limit=2147483647&offset=2147483647>; rel=\"next\"",
                links("http://h").nextPage(new PageRequest(Integer.MAX_VALUE, Integer.MAX_VALUE)));
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
