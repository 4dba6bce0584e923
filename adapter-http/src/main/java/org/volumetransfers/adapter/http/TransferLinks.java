package org.volumetransfers.adapter.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;

/** The links to the transfers of one project. They start with the configured public URL, never with the host of a request. */
final class TransferLinks {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String COLLECTION = "/os-volume-transfer";

    /** For each ASCII character, whether it needs no escape in a segment (RFC 3986, section 2.3). */
    private static final boolean[] UNRESERVED = new boolean[0x80];

    static {
        for (int c = 0; c < UNRESERVED.length; c++) {
            UNRESERVED[c] = Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0;
        }
    }

    private final String list;
    private final String bookmark;

    /**
     * Creates the links.
     *
     * @param base scheme, authority and path prefix, without a trailing slash
     * @param version the version segment of the path, such as {@code v2}
     */
    TransferLinks(String base, String version, ProjectId project) {
        list = base + '/' + version + '/' + project.value() + COLLECTION;
        bookmark = base + '/' + project.value() + COLLECTION + '/';
    }

    /** Returns the link to a transfer up to its {@link #segment}. */
    String self() {
        return list + '/';
    }

    /** Returns the same without the version segment. */
    String bookmark() {
        return bookmark;
    }

    /**
     * Returns the link to another page of a list.
     *
     * @param page a request with limit and marker
     * @param query the parameters of the page before; all but those of {@link PageParameters} are kept
     */
    String page(boolean detailed, PageRequest page, QueryParameters query) {
        TransferId marker = Objects.requireNonNull(page.marker(), "marker");
        return list + (detailed ? "/detail" : "") + "?limit=" + page.limit() + "&marker=" + segment(marker)
                + printable(query.without(PageParameters.NAMES));
    }

    /** Encodes what a URL must not contain, though Undertow accepts it in a request (RFC 3986, section 3.4). */
    private static String printable(String query) {
        StringBuilder encoded = new StringBuilder(query.length());
        query.chars().forEach(c -> {
            if (Character.isLetterOrDigit(c) || "-._~!$&'()*+,;=:@/?%".indexOf(c) >= 0) {
                encoded.append((char) c);
            } else {
                encoded.append('%').append(HEX.toHexDigits((byte) c));
            }
        });
        return encoded.toString();
    }

    /** Returns an id as one path segment, in ASCII. Ids that other programs have stored may contain any character. */
    static String segment(TransferId id) {
        String text = id.value();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= UNRESERVED.length || !UNRESERVED[c]) {
                return percentEncoded(text);
            }
        }
        return text;
    }

    /** Encodes text; {@link URLEncoder} is made for forms, and differs from RFC 3986 in three characters. */
    private static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
