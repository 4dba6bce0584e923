package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.http.RouteTable.Match;
import org.volumetransfers.adapter.http.RouteTable.Operation;
import org.volumetransfers.domain.TransferAction;

class RouteTableTest {

    private static final String TRANSFERS = "/v2/{project_id}/os-volume-transfer";

    private final Operation list = operation("list", TransferAction.LIST);
    private final Operation create = operation("create", TransferAction.CREATE);
    private final Operation detail = operation("detail", TransferAction.LIST);
    private final Operation delete = operation("delete", TransferAction.DELETE);
    private final Operation accept = operation("accept", TransferAction.ACCEPT);
    private final Operation versions = operation("versions", TransferAction.GET);

    private final RouteTable routes = new RouteTable()
            .route("GET", "/", versions)
            .route("GET", TRANSFERS, list)
            .route("POST", TRANSFERS, create)
            .route("GET", TRANSFERS + "/detail", detail)
            .route("DELETE", TRANSFERS + "/{transfer_id}", delete)
            .route("POST", TRANSFERS + "/{transfer_id}/accept", accept);

    private static Operation operation(String name, TransferAction action) {
        return new Operation(name, action, call -> {});
    }

    private Match match(String path) {
        Match match = routes.match(path);
        assertNotNull(match, path);
        return match;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v2/p/os-volume-transfer",
                "/v2",
                "/v2/p",
                "/v2//os-volume-transfer",
                "/v2/p/os-volume-transfer/",
                "/v2/p/os-volume-transfer//accept",
                "/v2/p/os-volume-transfer/x/y",
                "/v2/p/os-volume-transfer/x/accept/y/z/1/2/3/4/5",
                "/V2/p/os-volume-transfer",
                "/v%ff/p/os-volume-transfer",
                "/v2/p/os%2volume-transfer",
                "//v2/p/os-volume-transfer"
            })
    void anyOtherPathIsNotServed(String path) {
        assertNull(routes.match(path));
    }

    @Test
    void methodsSelectTheOperation() {
        Match match = match("/v2/p/os-volume-transfer");
        assertEquals(list, match.operations().get("GET"));
        assertEquals(create, match.operations().get("POST"));
        assertNull(match.operations().get("DELETE"));
        assertNull(match.operations().get("get"));
        assertEquals(
                accept, match("/v2/p/os-volume-transfer/x/accept").operations().get("POST"));
    }

    @Test
    void headIsServedWhereverGetIs() {
        assertEquals(list, match("/v2/p/os-volume-transfer").operations().get("HEAD"));
        assertNull(match("/v2/p/os-volume-transfer/x").operations().get("HEAD"));
        assertNull(match("/v2/p/os-volume-transfer").operations().get("head"));
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/p/os-volume-transfer, 'GET, HEAD, POST'",
        "/v2/p/os-volume-transfer/detail, 'GET, HEAD'",
        "/v2/p/os-volume-transfer/x, DELETE",
        "/v2/p/os-volume-transfer/x/accept, POST",
        "/, 'GET, HEAD'"
    })
    void allowListsTheMethodsOfThePath(String path, String allowed) {
        assertEquals(allowed, match(path).allowed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/p/os%2Dvolume-transfer", "/%76%32/p/os-volume-transfe%72"})
    void literalsMayBePercentEncoded(String path) {
        assertEquals(list, match(path).operations().get("GET"));
        assertEquals("v2", match(path).version());
    }

    @Test
    void parametersAreNotDecoded() {
        Match match = match("/v2/a%2Fb/os-volume-transfer/%C3%BC");
        assertEquals("a%2Fb", match.parameter(RouteTable.PROJECT));
        assertEquals("%C3%BC", match.parameter("{transfer_id}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "details", "a%2Fb", "%ff", "\uD83D\uDCBF"})
    void anyTextMayBeATransferId(String segment) {
        assertEquals(
                delete,
                match("/v2/p/os-volume-transfer/" + segment).operations().get("DELETE"));
    }

    @Test
    void aTransferIdHasAtMost255Characters() {
        for (String character : new String[] {"x", "%2D", "%C3%BC", "%F0%9F%92%BF"}) {
            String longest = "/v2/p/os-volume-transfer/" + character.repeat(255);
            assertEquals(delete, match(longest).operations().get("DELETE"));
            assertNull(routes.match(longest + character));
        }
    }

    @Test
    void detailIsNeverATransferId() {
        assertNull(routes.match("/v2/p/os-volume-transfer/detail/accept"));
        assertNull(match("/v2/p/os-volume-transfer/%64etail").operations().get("DELETE"));
    }

    @Test
    void theFirstMatchingRouteServesAPath() {
        assertEquals(
                detail, match("/v2/p/os-volume-transfer/detail").operations().get("GET"));
        assertEquals(
                delete, match("/v2/p/os-volume-transfer/details").operations().get("DELETE"));
    }
}
