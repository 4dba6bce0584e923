package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.exception.ServiceResponseException;
import com.huaweicloud.sdk.evs.v2.EvsClient;
import com.huaweicloud.sdk.evs.v2.model.CinderListVolumeTransfersRequest;
import com.huaweicloud.sdk.evs.v2.model.CinderShowVolumeTransferRequest;
import com.huaweicloud.sdk.evs.v2.model.Link;
import com.huaweicloud.sdk.evs.v2.model.VolumeTransfer;
import com.huaweicloud.sdk.evs.v2.model.VolumeTransferSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Huawei's Java SDK lists, shows and pages through the built jar, and understands its errors. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ForeignClientIT {

    private static final int TRANSFERS = 50;
    private static RunningJar documented;
    private static RunningJar lenient;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        Path data = directory.resolve("transfers.json");
        Files.writeString(
                data,
                IntStream.range(0, TRANSFERS)
                        .mapToObj(ForeignClientIT::transfer)
                        .collect(Collectors.joining(",\n", "{\"transfers\": [\n", "\n]}")));
        documented = RunningJar.with("--data=" + data);
        lenient = RunningJar.with("--data=" + data, "--offset-rule=lenient", "--max-limit=7");
    }

    @AfterAll
    static void end() {
        documented.close();
        lenient.close();
    }

    private static String transfer(int number) {
        return """
                {"id": "%s", "project_id": "firstproject", "name": "transfer %d \\u00e4\\ud83d\\ude80",
                 "volume_id": "894623a6-e901-4312-aa06-4275e6321cce", "created_at": "2024-02-27T10:00:%02dZ"}""".formatted(id(number), number, number);
    }

    private static String id(int number) {
        return "00000000-0000-4000-8000-0000000000%02d".formatted(number);
    }

    private static EvsClient client(RunningJar server) {
        return EvsClient.newBuilder()
                .withCredential(
                        new BasicCredentials().withAk("any").withSk("any").withProjectId("firstproject"))
                .withEndpoints(List.of(server.url()))
                .build();
    }

    private static List<VolumeTransferSummary> list(RunningJar server, CinderListVolumeTransfersRequest request) {
        return client(server)
                .cinderListVolumeTransfersInvoker(request)
                .addHeader("X-Auth-Token", "demo-token")
                .invoke()
                .getTransfers();
    }

    private static CinderListVolumeTransfersRequest request() {
        return new CinderListVolumeTransfersRequest();
    }

    @Test
    void sdkListsEveryTransferWithAllItsFields() {
        List<VolumeTransferSummary> transfers = list(documented, request());

        assertEquals(TRANSFERS, transfers.size());
        VolumeTransferSummary seventh = transfers.get(7);
        assertEquals(id(7), seventh.getId());
        assertEquals("transfer 7 \u00e4\ud83d\ude80", seventh.getName());
        assertEquals("894623a6-e901-4312-aa06-4275e6321cce", seventh.getVolumeId());
        List<Link> links = seventh.getLinks();
        String path = "/firstproject/os-volume-transfer/" + id(7);
        assertEquals(
                List.of("self " + documented.url() + "/v2" + path, "bookmark " + documented.url() + path),
                links.stream().map(link -> link.getRel() + " " + link.getHref()).toList());
    }

    @Test
    void sdkShowsATransfer() {
        VolumeTransfer transfer = client(documented)
                .cinderShowVolumeTransferInvoker(new CinderShowVolumeTransferRequest().withTransferId(id(7)))
                .addHeader("X-Auth-Token", "demo-token")
                .invoke()
                .getTransfer();

        assertEquals(id(7), transfer.getId());
        assertEquals("2024-02-27T10:00:07.000000", transfer.getCreatedAt());
        assertEquals("transfer 7 \u00e4\ud83d\ude80", transfer.getName());
    }

    @Test
    void sdkReadsThatATransferIsUnknown() {
        ServiceResponseException refusal = assertThrows(
                ServiceResponseException.class,
                () -> client(documented)
                        .cinderShowVolumeTransferInvoker(new CinderShowVolumeTransferRequest().withTransferId("x"))
                        .addHeader("X-Auth-Token", "demo-token")
                        .invoke());

        assertEquals(404, refusal.getHttpStatusCode());
        assertEquals("Transfer x could not be found.", refusal.getErrorMsg());
    }

    @Test
    void sdkPagesByLimitAndOffset() {
        List<VolumeTransferSummary> page =
                list(documented, request().withLimit(5).withOffset(10));

        assertEquals(
                IntStream.range(10, 15).mapToObj(ForeignClientIT::id).toList(),
                page.stream().map(VolumeTransferSummary::getId).toList());
    }

    /** Walks as Huawei's Terraform provider does: from offset 0 until a page is empty. */
    @Test
    void sdkWalksFromOffsetZeroUntilAPageIsEmptyUnderTheLenientRule() {
        List<String> met = new ArrayList<>();
        List<VolumeTransferSummary> page;
        do {
            page = list(lenient, request().withLimit(20).withOffset(met.size()));
            page.forEach(transfer -> met.add(transfer.getId()));
        } while (!page.isEmpty());

        assertEquals(IntStream.range(0, TRANSFERS).mapToObj(ForeignClientIT::id).toList(), met);
    }

    @Test
    void sdkReadsCodeMessageAndRequestIdOfAnError() {
        ServiceResponseException refusal = assertThrows(
                ServiceResponseException.class, () -> list(documented, request().withLimit(0)));

        assertEquals(400, refusal.getHttpStatusCode());
        assertEquals("EVS.5400", refusal.getErrorCode());
        assertEquals("limit param must be positive.", refusal.getErrorMsg());
        assertTrue(refusal.getRequestId().startsWith("req-"), refusal.getRequestId());
    }

    @Test
    void sdkWithoutATokenIsUnauthorized() {
        ServiceResponseException refusal = assertThrows(
                ServiceResponseException.class, () -> client(documented).cinderListVolumeTransfers(request()));

        assertEquals(401, refusal.getHttpStatusCode());
        assertEquals("EVS.5401", refusal.getErrorCode());
        assertEquals("Authentication required.", refusal.getErrorMsg());
        assertNotNull(refusal.getRequestId());
    }

    @Test
    void jarExitsWithZeroWhenASupervisorEndsIt() throws Exception {
        try (RunningJar jar = RunningJar.with()) {
            assertEquals(0, jar.terminate());
        }
    }
}
