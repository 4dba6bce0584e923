package org.volumetransfers.adapter.keystone;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.volumetransfers.adapter.keystone.HttpClients.Exchange;

/** Which requests share a connection, and when connections are closed. */
@Timeout(60)
class HttpClientsTest {

    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration ENOUGH = Duration.ofSeconds(30);

    private static HttpClients clients(Duration maxUse) {
        return new HttpClients(HttpClientsTest::client, maxUse);
    }

    private static HttpClient client(Executor executor) {
        return HttpClient.newBuilder().executor(executor).build();
    }

    private static HttpRequest request(RawServer server) {
        return HttpRequest.newBuilder(URI.create(server.config().url()))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private static int status(Exchange exchange) {
        return exchange.response().orTimeout(30, TimeUnit.SECONDS).join().statusCode();
    }

    /** Responds to each request, and counts down at the end of the connection. */
    private static RawServer responding(CountDownLatch ended) {
        return new RawServer(connection -> {
            try {
                while (true) {
                    connection.readRequest();
                    connection.answer(200, "{}");
                }
            } catch (IOException e) {
                ended.countDown();
            }
        });
    }

    @Test
    void aConnectionIsReusedWhileItsClientAcceptsRequests() throws IOException {
        try (RawServer server = responding(new CountDownLatch(1))) {
            HttpClients clients = clients(LONG);
            for (int i = 0; i < 5; i++) {
                assertEquals(200, status(clients.send(request(server), null)));
            }
            assertEquals(1, server.connections());
        }
    }

    @Test
    void anIdleConnectionIsClosedWithoutAnotherRequest() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (RawServer server = responding(ended)) {
            status(clients(SHORT).send(request(server), null));
            assertTrue(ended.await(30, TimeUnit.SECONDS), "the idle connection stays open");
        }
    }

    @Test
    void anotherConnectionIsUsedAfterThat() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (RawServer server = responding(ended)) {
            HttpClients clients = clients(SHORT);
            status(clients.send(request(server), null));
            ended.await(30, TimeUnit.SECONDS);
            assertEquals(200, status(clients.send(request(server), null)));
            assertEquals(2, server.connections());
        }
    }

    @Test
    void sendingAfreshAvoidsTheUnansweredConnection() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.answer(200, "{}");
            connection.readRequest();
            if (connection.number() > 1) {
                connection.answer(200, "{}");
            }
        })) {
            HttpClients clients = clients(LONG);
            status(clients.send(request(server), null));
            Exchange silent = clients.send(request(server), null);
            assertEquals(200, status(clients.send(request(server), silent)));
            assertEquals(200, status(clients.send(request(server), null)), "the next request avoids it too");
            assertEquals(2, server.connections());
            assertFalse(silent.response().isDone());
        }
    }

    @Test
    void aRetiredClientEndsWithItsLastRequest() throws Exception {
        CountDownLatch overtaken = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            if (connection.number() == 1) {
                awaitZero(overtaken);
            }
            connection.answer(200, "{}");
            connection.awaitEnd();
            if (connection.number() == 1) {
                ended.countDown();
            }
        })) {
            HttpClients clients = clients(LONG);
            Exchange slow = clients.send(request(server), null);
            await().atMost(ENOUGH).until(() -> server.connections() == 1);
            status(clients.send(request(server), slow));
            overtaken.countDown();
            assertEquals(200, status(slow), "the request in flight is not cut off");
            assertTrue(ended.await(30, TimeUnit.SECONDS), "the connection stays open");
        }
    }

    private static void awaitZero(CountDownLatch latch) {
        await().atMost(ENOUGH).until(() -> latch.getCount() == 0);
    }

    @Test
    void aCancelledRequestClosesItsConnection() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            read.countDown();
            connection.awaitEnd();
            ended.countDown();
        })) {
            Exchange silent = clients(LONG).send(request(server), null);
            awaitZero(read);
            silent.response().cancel(true);
            assertTrue(ended.await(30, TimeUnit.SECONDS), "the connection stays open");
        }
    }

    @Test
    void aClientThatCannotBeCreatedFailsItsRequestsOnly() throws IOException {
        AtomicInteger created = new AtomicInteger();
        HttpClients clients = new HttpClients(
                executor -> {
                    if (created.incrementAndGet() == 1) {
                        throw new InternalError(new IOException("Too many open files"));
                    }
                    return client(executor);
                },
                LONG);
        try (RawServer server = responding(new CountDownLatch(1))) {
            Throwable failure = assertThrows(CompletionException.class, () -> clients.send(request(server), null));
            assertInstanceOf(IOException.class, IdentityFailures.unwrap(failure));
            assertEquals(200, status(clients.send(request(server), null)));
        }
    }
}
