package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.KnownTokens;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.Requests;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false"
    })
    void ipv6ClientsAreToldApartByTheirNetworks(String one, String other, boolean same) throws UnknownHostException {
        assertEquals(
                same,
                ClientAddress.key(InetAddress.getByName(one)).equals(ClientAddress.key(InetAddress.getByName(other))));
    }

    @Test
    void authenticationGetsTheAddressOfTheClient() throws IOException {
        List<String> clients = Collections.synchronizedList(new ArrayList<>());
        try (Edge edge = Edge.with(NumberedTransfers.plain(1))
                .authenticatedBy((request, project, action) -> {
                    clients.add(request.client());
                    return CompletableFuture.completedFuture(KnownTokens.MEMBER);
                })
                .start()) {
            for (String address : List.of("127.0.0.1", "127.0.0.2")) {
                try (RawClient client = edge.clientAt(address)) {
                    assertEquals(200, client.exchange(Requests.list("")).status());
                }
            }
        }
        assertEquals(List.of("7f000001", "7f000002"), clients);
    }
}
