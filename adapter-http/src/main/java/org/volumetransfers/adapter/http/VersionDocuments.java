package org.volumetransfers.adapter.http;

import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.util.List;
import org.volumetransfers.adapter.http.RouteTable.Operation;

/**
 * The version documents, by which clients find out what a server offers: {@code GET /}, {@code /v2} and {@code /v3}. Source:
 * OpenStack Block Storage API, API versions; {@code docs/contract.md}, section 9.
 */
final class VersionDocuments {

    private static final String VERSION = """
            {"id":"v%1$s.0","status":"%2$s","version":"%3$s","min_version":"%4$s","updated":"%5$s",\
            "links":[{"rel":"self","href":"%6$s/v%1$s/"}],\
            "media-types":[{"base":"application/json","type":"application/vnd.openstack.volume+json;version=%1$s"}]}""";

    private final String v2;
    private final String v3;

    /**
     * Creates the documents.
     *
     * @param base the public URL, without a trailing slash
     */
    VersionDocuments(String base) {
        v2 = VERSION.formatted("2", "SUPPORTED", "", "", "2014-06-28T12:20:21Z", base);
        v3 = VERSION.formatted("3", "CURRENT", ApiVersion.MAX, ApiVersion.MIN, "2018-03-27T00:00:00Z", base);
    }

    /** Adds the routes of the documents. */
    void addTo(RouteTable routes) {
        add(routes, "/", StatusCodes.MULTIPLE_CHOICES, v2 + ',' + v3);
        for (String slash : List.of("", "/")) {
            add(routes, "/v2" + slash, StatusCodes.OK, v2);
            add(routes, "/v3" + slash, StatusCodes.OK, v3);
        }
    }

    private static void add(RouteTable routes, String path, int status, String versions) {
        byte[] document = JsonBody.json("{\"versions\":[" + versions + "]}");
        routes.route(
                "GET", path, new Operation("versions", null, call -> call.answer(status, ByteBuffer.wrap(document))));
    }
}
