package org.volumetransfers.adapter.keystone;

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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.volumetransfers.adapter.keystone.HttpClients.Exchange;

/** Which requests share connections, and when these end. */
@Timeout(60)
class HttpClientsTest {

    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration SHORT = Duration.ofMillis(300);

    private static HttpClients clients(Duration longestUse) {
        return new HttpClients(HttpClient::newHttpClient, longestUse);
    }

    private static HttpRequest request(RawServer server) {
        return HttpRequest.newBuilder(URI.create(server.config().url()))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private static int status(Exchange exchange) {
        return exchange.answer().orTimeout(30, TimeUnit.SECONDS).join().statusCode();
    }

    /** Answers each request, and notes the end of the connection. */
    private static RawServer answering(CountDownLatch ended) {
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
    void aConnectionIsReusedWhileItsClientTakesRequests() throws IOException {
        try (RawServer server = answering(new CountDownLatch(1))) {
            HttpClients clients = clients(LONG);
            for (int i = 0; i < 5; i++) {
                assertEquals(200, status(clients.send(request(server))));
            }
            assertEquals(1, server.connections());
        }
    }

    @Test
    void anIdleConnectionIsClosedWithoutAnotherRequest() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (RawServer server = answering(ended)) {
            status(clients(SHORT).send(request(server)));
            assertTrue(ended.await(30, TimeUnit.SECONDS), "the idle connection stays open");
        }
    }

    @Test
    void afterThatTimeAnotherConnectionIsUsed() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (RawServer server = answering(ended)) {
            HttpClients clients = clients(SHORT);
            status(clients.send(request(server)));
            ended.await(30, TimeUnit.SECONDS);
            assertEquals(200, status(clients.send(request(server))));
            assertEquals(2, server.connections());
        }
    }

    @Test
    void afreshMeansOnNoConnectionOfTheClientWithoutAnAnswer() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.answer(200, "{}");
            connection.readRequest();
            if (connection.number() > 1) {
                connection.answer(200, "{}");
            }
        })) {
            HttpClients clients = clients(LONG);
            status(clients.send(request(server)));
            Exchange silent = clients.send(request(server));
            assertEquals(200, status(clients.sendAfresh(request(server), silent)));
            assertEquals(200, status(clients.send(request(server))), "the next request avoids it too");
            assertEquals(2, server.connections());
            assertFalse(silent.answer().isDone());
        }
    }

    @Test
    void aClientThatTakesNoRequestsAnyMoreEndsWithItsLastOne() throws Exception {
        CountDownLatch overtaken = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            if (connection.number() == 1) {
                await(overtaken);
            }
            connection.answer(200, "{}");
            try {
                connection.readRequest();
            } catch (IOException e) {
                if (connection.number() == 1) {
                    ended.countDown();
                }
            }
        })) {
            HttpClients clients = clients(LONG);
            Exchange slow = clients.send(request(server));
            Eventually.holds(() -> server.connections() == 1, "the first request is sent");
            status(clients.sendAfresh(request(server), slow));
            overtaken.countDown();
            assertEquals(200, status(slow), "it was not cut off");
            assertTrue(ended.await(30, TimeUnit.SECONDS), "its connection stays open");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRequestThatIsCancelledClosesItsConnection() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            read.countDown();
            try {
                connection.readRequest();
            } catch (IOException e) {
                ended.countDown();
            }
        })) {
            Exchange silent = clients(LONG).send(request(server));
            await(read);
            silent.answer().cancel(true);
            assertTrue(ended.await(30, TimeUnit.SECONDS), "its connection stays open");
        }
    }

    @Test
    void aClientThatCannotBeMadeFailsItsRequestsOnly() throws IOException {
        AtomicInteger made = new AtomicInteger();
        HttpClients clients = new HttpClients(
                () -> {
                    if (made.incrementAndGet() == 1) {
                        throw new InternalError(new IOException("Too many open files"));
                    }
                    return HttpClient.newHttpClient();
                },
                LONG);
        try (RawServer server = answering(new CountDownLatch(1))) {
            Exchange failed = clients.send(request(server));
            assertInstanceOf(
                    IOException.class,
                    assertThrows(
                                    CompletionException.class,
                                    () -> failed.answer().join())
                            .getCause());
            assertEquals(200, status(clients.send(request(server))));
        }
    }
}
