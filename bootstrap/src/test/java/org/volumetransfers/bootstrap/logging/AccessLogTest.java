package org.volumetransfers.bootstrap.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.volumetransfers.adapter.http.RequestObserver.FinishedRequest;
import org.volumetransfers.adapter.http.RequestObserver.Origin;
import org.volumetransfers.domain.ProjectId;

class AccessLogTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final ByteArrayOutputStream access = new ByteArrayOutputStream();

    @AfterEach
    void restoreLogging() {
        TestLogging.restore();
    }

    private static FinishedRequest request(String id) throws Exception {
        Origin origin = new Origin(
                id, "GET", new ProjectId("p"), InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 7}), TRACE);
        Duration micros = Duration.ofNanos(12_345);
        return new FinishedRequest(origin, "list", 200, null, 2, 345, false, micros, micros, micros, null);
    }

    private static FinishedRequest refusal() {
        Origin origin = new Origin("req-2", "-", null, null, null);
        Duration none = Duration.ZERO;
        return new FinishedRequest(origin, "none", 400, "EVS.5400", 0, 80, false, none, none, none, null);
    }

    /** Ends logging, so that all lines have been written. */
    private List<String> lines() {
        LogSetup.close();
        assertEquals("", log.toString(StandardCharsets.UTF_8));
        return access.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void textLineHasEverythingThatIsKnown() throws Exception {
        new LogSetup(LogFormat.TEXT, Level.ERROR).apply(log, access, thrown -> {});
        AccessLog requests = new AccessLog(1);
        requests.finished(request("req-1"));
        requests.finished(refusal());

        assertTrue(
                lines().get(0)
                        .endsWith(
                                "access: GET request=req-1 operation=list project=p status=200 code=- rows=2 bytes=345"
                                        + " aborted=false identity_us=12 storage_us=12 writing_us=12 client=192.0.2.7"
                                        + " traceparent=" + TRACE),
                lines().get(0));
        assertTrue(
                lines().get(1)
                        .endsWith("access: - request=req-2 operation=none project=- status=400 code=EVS.5400 rows=0"
                                + " bytes=80 aborted=false identity_us=0 storage_us=0 writing_us=0 client=-"),
                lines().get(1));
    }

    @Test
    void jsonLineIsOneObjectWithNumbers() throws Exception {
        new LogSetup(LogFormat.JSON, Level.INFO).apply(log, access, thrown -> {});
        new AccessLog(1).finished(request("req-1"));

        JsonNode line = new ObjectMapper().readTree(lines().get(0));
        assertEquals("GET", line.get("message").asText());
        assertEquals("access", line.get("logger").asText());
        assertEquals("p", line.get("project").asText());
        assertTrue(line.get("status").isInt());
        assertTrue(line.get("aborted").isBoolean());
        assertEquals(12, line.get("storage_us").asInt());
        assertEquals(TRACE, line.get("traceparent").asText());
    }

    @Test
    void oneOfSeveralRequestsIsLogged() throws Exception {
        new LogSetup(LogFormat.TEXT, Level.INFO).apply(log, access, thrown -> {});
        AccessLog sampled = new AccessLog(3);
        for (int i = 0; i < 7; i++) {
            sampled.finished(request("req-" + i));
        }

        assertEquals(
                List.of("req-0", "req-3", "req-6"),
                lines().stream()
                        .map(line -> line.replaceAll(".*request=(\\S+).*", "$1"))
                        .toList());
    }
}
