package org.volumetransfers.benchmarks.bare;

import io.undertow.Undertow;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An Undertow that sends finished bytes with the headers of the server's responses, and does nothing else: the upper bound
 * for any server based on Undertow.
 */
public final class BareUndertow {

    private static final HttpString REQUEST_ID = new HttpString("X-Request-Id");
    private static final HttpString OPENSTACK_REQUEST_ID = new HttpString("X-Openstack-Request-Id");

    private BareUndertow() {}

    /**
     * Serves requests until the process is terminated.
     *
     * @param args port, file with the body
     * @throws IOException if the file cannot be read
     */
    public static void main(String[] args) throws IOException {
        ByteBuffer body = ByteBuffer.wrap(Files.readAllBytes(Path.of(args[1])));
        Undertow.builder()
                .addHttpListener(Integer.parseInt(args[0]), "127.0.0.1")
                .setHandler(exchange -> {
                    ThreadLocalRandom random = ThreadLocalRandom.current();
                    String requestId = "req-" + new UUID(random.nextLong(), random.nextLong());
                    HeaderMap headers = exchange.getResponseHeaders();
                    headers.put(REQUEST_ID, requestId);
                    headers.put(OPENSTACK_REQUEST_ID, requestId);
                    headers.put(Headers.CONTENT_TYPE, "application/json");
                    headers.put(Headers.CACHE_CONTROL, "no-store");
                    headers.put(Headers.VARY, "X-Auth-Token");
                    exchange.getResponseSender().send(body.duplicate());
                })
                .build()
                .start();
    }
}
