package org.volumetransfers.adapter.http;

import io.undertow.server.HttpServerExchange;
import java.net.InetAddress;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Tells clients apart by their addresses. */
final class ClientAddress {

    /** The network of an IPv6 address, of which one host may use every address. */
    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    /**
     * Returns what distinguishes the client from others: its IPv4 address, or the network of 64 bits of its IPv6 address.
     *
     * @return null if the client is unknown
     */
    static @Nullable String of(HttpServerExchange exchange) {
        @Nullable InetAddress address = exchange.getSourceAddress() == null
                ? null
                : exchange.getSourceAddress().getAddress();
        return address == null ? null : key(address);
    }

    static String key(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
    }
}
