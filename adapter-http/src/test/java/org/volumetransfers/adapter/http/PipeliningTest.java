package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several requests at once on one connection. */
class PipeliningTest {

    private final ExecutorService workers = Executors.newFixedThreadPool(4);

    @AfterEach
    void close() {
        workers.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersComeInTheOrderOfTheRequests(boolean queued) throws IOException {
        StringBuilder requests = new StringBuilder();
        for (int i = 1; i <= 100; i++) {
            requests.append(request(i));
        }
        try (Edge edge = start(queued);
                RawClient client = edge.client()) {
            client.send(requests.toString());
            for (int i = 1; i <= 100; i++) {
                RawAnswer answer = client.answer();
                AnswerRules.assertListing(i, answer);
                assertEquals("number-" + i, answer.header("X-Request-Id"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void largeAnswersAndRefusalsKeepTheOrderToo(boolean queued) throws IOException {
        try (Edge edge = start(queued);
                RawClient client = edge.client()) {
            client.send(Requests.list("?limit=2000")
                    + Requests.get("/nowhere")
                    + Requests.of("HEAD", Requests.LIST, Requests.TOKEN)
                    + Requests.list("?limit=0")
                    + Requests.list("?limit=3000")
                    + Requests.list("?limit=1"));
            AnswerRules.assertListing(2000, client.answer());
            AnswerRules.assertFault(Fault.NOT_FOUND, client.answer());
            assertEquals(200, client.answerWithoutBody().status());
            AnswerRules.assertFault(Fault.LIMIT_NOT_POSITIVE, client.answer());
            AnswerRules.assertListing(3000, client.answer());
            AnswerRules.assertListing(1, client.answer());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMalformedRequestEndsTheConnectionAfterTheAnswersBeforeIt(boolean queued) throws IOException {
        try (Edge edge = start(queued);
                RawClient client = edge.client()) {
            client.send(request(1) + request(2) + "NO REQUEST\r\n\r\n" + request(3));
            AnswerRules.assertListing(1, client.answer());
            AnswerRules.assertListing(2, client.answer());
            AnswerRules.assertFault(Fault.MALFORMED_URL, client.answer());
            assertEquals("", client.rest().text());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConnectionThatIsToBeClosedEndsAfterItsAnswer(boolean queued) throws IOException {
        try (Edge edge = start(queued);
                RawClient client = edge.client()) {
            String last = Requests.of("GET", Requests.LIST + "?limit=2", Requests.TOKEN, "Connection: close");
            client.send(request(1) + last + request(3));
            AnswerRules.assertListing(1, client.answer());
            AnswerRules.assertListing(2, client.answer());
            assertEquals("", client.rest().text());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRequestThatComesByteByByteIsTheSame(boolean queued) throws IOException {
        try (Edge edge = start(queued);
                RawClient client = edge.client()) {
            String requests = request(1) + request(2);
            IntStream.range(0, requests.length())
                    .mapToObj(at -> requests.substring(at, at + 1))
                    .forEach(client::sendWhatItTakes);
            AnswerRules.assertListing(1, client.answer());
            AnswerRules.assertListing(2, client.answer());
        }
    }

    private static String request(int limit) {
        return Requests.get(Requests.LIST + "?limit=" + limit, Requests.TOKEN, "X-Request-Id: number-" + limit);
    }

    private Edge start(boolean queued) throws IOException {
        return Edge.with(NumberedTransfers.plain(NumberedTransfers.MANY))
                .storedOn(queued ? workers : Runnable::run)
                .start();
    }
}
