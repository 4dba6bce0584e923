package org.volumetransfers.bootstrap.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.volumetransfers.adapter.http.AdminHttpServer.Content;
import org.volumetransfers.adapter.http.RequestObserver.FinishedRequest;
import org.volumetransfers.adapter.http.RequestObserver.Origin;
import org.volumetransfers.domain.ProjectId;

class PrometheusMetricsTest {

    private static final Origin ORIGIN = new Origin("req-secret", "GET", new ProjectId("secretproject"), null, null);

    private final PrometheusMetrics metrics = new PrometheusMetrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    private void finish(String operation, int status, @Nullable String code, int rows, boolean aborted) {
        Duration phase = Duration.ofMillis(20);
        metrics.finished(
                new FinishedRequest(ORIGIN, operation, status, code, rows, 100, aborted, phase, phase, phase, null));
    }

    private List<String> lines(@Nullable String accept) {
        return new String(metrics.scrape(accept).bytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private void assertLine(String line) {
        assertTrue(lines(null).contains(line), () -> line + " is not in " + String.join("\n", lines(null)));
    }

    @Test
    void requestsAreCountedByOperationStatusAndCode() {
        finish("list", 200, null, 2, false);
        finish("list", 200, null, 3, true);
        finish("list", 400, "EVS.5400", 0, false);
        finish("show", 404, "EVS.5404", 0, false);

        assertLine("volume_transfers_requests_total{code=\"none\",operation=\"list\",status=\"200\"} 2.0");
        assertLine("volume_transfers_requests_total{code=\"EVS.5400\",operation=\"list\",status=\"400\"} 1.0");
        assertLine("volume_transfers_requests_total{code=\"EVS.5404\",operation=\"show\",status=\"404\"} 1.0");
        assertLine("volume_transfers_rows_total{operation=\"list\"} 5.0");
        assertLine("volume_transfers_response_bytes_total{operation=\"list\"} 300.0");
        assertLine("volume_transfers_responses_aborted_total{operation=\"list\"} 1.0");
    }

    @Test
    void durationsAreHistogramsInTotalAndByPhase() {
        finish("list", 200, null, 2, false);

        assertLine("volume_transfers_request_duration_seconds_bucket{operation=\"list\",le=\"0.05\"} 0");
        assertLine("volume_transfers_request_duration_seconds_bucket{operation=\"list\",le=\"0.1\"} 1");
        for (String phase : List.of("identity", "storage", "writing")) {
            String name = "volume_transfers_request_phase_duration_seconds_bucket{operation=\"list\",phase=\"" + phase;
            assertLine(name + "\",le=\"0.01\"} 0");
            assertLine(name + "\",le=\"0.025\"} 1");
        }
    }

    @Test
    void gaugesFollowTheServer() {
        metrics.inFlight(() -> 7);
        metrics.dependency("storage", () -> true);
        metrics.dependency("identity", () -> false);

        assertLine("volume_transfers_requests_in_flight 7.0");
        assertLine("volume_transfers_dependency_available{dependency=\"storage\"} 1.0");
        assertLine("volume_transfers_dependency_available{dependency=\"identity\"} 0.0");
        assertTrue(lines(null).stream().anyMatch(line -> line.startsWith("jvm_memory_used_bytes{")));
    }

    @Test
    void callsToKeystoneAreCountedByTheirOutcome() {
        metrics.keystoneCall(200, Duration.ofMillis(3));
        metrics.keystoneCall(404, Duration.ofMillis(3));
        metrics.keystoneCall(0, Duration.ofSeconds(5));
        metrics.tokenCache().recordHits(3);

        for (String outcome : List.of("2xx", "4xx", "failed")) {
            assertLine("volume_transfers_keystone_call_duration_seconds_count{outcome=\"" + outcome + "\"} 1");
        }
        assertLine("cache_gets_total{cache=\"tokens\",result=\"hit\"} 3.0");
    }

    @Test
    void nothingIdentifiesACaller() {
        finish("list", 200, null, 2, false);
        assertFalse(String.join("\n", lines(null)).contains("secret"));
    }

    @Test
    void theClientChoosesTheFormat() {
        finish("list", 200, null, 2, false);
        Content open = metrics.scrape("application/openmetrics-text;version=1.0.0;q=0.9, text/plain;q=0.5");
        assertEquals("application/openmetrics-text; version=1.0.0; charset=utf-8", open.type());
        assertTrue(new String(open.bytes(), StandardCharsets.UTF_8).endsWith("# EOF\n"));
        assertEquals(
                "text/plain; version=0.0.4; charset=utf-8",
                metrics.scrape("*/*").type());
    }
}
