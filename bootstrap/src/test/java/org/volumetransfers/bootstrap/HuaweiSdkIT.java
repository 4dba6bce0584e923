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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Huawei's Java SDK lists, shows and pages through the built jar, and understands its errors. Takes 20 s, since walks with a
 * limit of 1 make a thousand calls.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HuaweiSdkIT {

    private static final int TRANSFERS = 1_005;
    private static RunningJar documented;
    private static RunningJar lenient;
    private static EvsClient documentedClient;
    private static EvsClient lenientClient;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        Path data = NumberedTransfers.write(directory, "firstproject", TRANSFERS);
        documented = RunningJar.with("--data=" + data);
        documentedClient = client(documented);
        lenient = RunningJar.with("--data=" + data, "--offset-rule=lenient", "--max-limit=400");
        lenientClient = client(lenient);
    }

    @AfterAll
    static void end() {
        documented.close();
        lenient.close();
    }

    private static EvsClient client(RunningJar server) {
        return EvsClient.newBuilder()
                .withCredential(
                        new BasicCredentials().withAk("any").withSk("any").withProjectId("firstproject"))
                .withEndpoints(List.of(server.url()))
                .build();
    }

    private static List<VolumeTransferSummary> list(EvsClient client, CinderListVolumeTransfersRequest request) {
        return client.cinderListVolumeTransfersInvoker(request)
                .addHeader("X-Auth-Token", "demo-token")
                .invoke()
                .getTransfers();
    }

    private static CinderListVolumeTransfersRequest request() {
        return new CinderListVolumeTransfersRequest();
    }

    private static VolumeTransfer show(String id) {
        return documentedClient
                .cinderShowVolumeTransferInvoker(new CinderShowVolumeTransferRequest().withTransferId(id))
                .addHeader("X-Auth-Token", "demo-token")
                .invoke()
                .getTransfer();
    }

    private static List<String> ids(List<VolumeTransferSummary> transfers) {
        return transfers.stream().map(VolumeTransferSummary::getId).toList();
    }

    /** Adds the ids of one page after another, until a page is empty or refused. */
    private static void walk(EvsClient client, CinderListVolumeTransfersRequest request, List<String> met) {
        List<VolumeTransferSummary> page;
        do {
            page = list(client, request);
            met.addAll(ids(page));
            request.setOffset(met.size());
        } while (!page.isEmpty());
    }

    @Test
    void sdkListsEveryTransferWithAllItsFields() {
        List<VolumeTransferSummary> transfers = list(documentedClient, request());

        assertEquals(NumberedTransfers.ids(TRANSFERS), ids(transfers));
        VolumeTransferSummary seventh = transfers.get(7);
        assertEquals(NumberedTransfers.name(7), seventh.getName());
        assertEquals(NumberedTransfers.VOLUME, seventh.getVolumeId());
        List<Link> links = seventh.getLinks();
        String path = "/firstproject/os-volume-transfer/" + NumberedTransfers.id(7);
        assertEquals(
                List.of("self " + documented.url() + "/v2" + path, "bookmark " + documented.url() + path),
                links.stream().map(link -> link.getRel() + " " + link.getHref()).toList());
    }

    @Test
    void sdkShowsATransfer() {
        VolumeTransfer transfer = show(NumberedTransfers.id(7));

        assertEquals(NumberedTransfers.id(7), transfer.getId());
        assertEquals("2024-02-27T10:00:07.000000", transfer.getCreatedAt());
        assertEquals(NumberedTransfers.name(7), transfer.getName());
        assertEquals(NumberedTransfers.VOLUME, transfer.getVolumeId());
    }

    @Test
    void sdkReadsThatATransferIsUnknown() {
        ServiceResponseException refusal = assertThrows(ServiceResponseException.class, () -> show("x"));

        assertEquals(404, refusal.getHttpStatusCode());
        assertEquals("Transfer x could not be found.", refusal.getErrorMsg());
    }

    @Test
    void sdkPagesByLimitAndOffset() {
        List<VolumeTransferSummary> page =
                list(documentedClient, request().withLimit(5).withOffset(10));

        assertEquals(NumberedTransfers.ids(15).subList(10, 15), ids(page));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000})
    void sdkPagesUntilAnOffsetIsRefusedUnderTheDocumentedRule(int limit) {
        List<String> met = new ArrayList<>();
        CinderListVolumeTransfersRequest first = request().withLimit(limit);

        ServiceResponseException end =
                assertThrows(ServiceResponseException.class, () -> walk(documentedClient, first, met));

        assertEquals("offset param must be less than the number of disk transfers.", end.getErrorMsg());
        assertEquals(NumberedTransfers.ids(TRANSFERS), met);
    }

    /** As Huawei's Terraform provider does, also where the server makes pages smaller than their limit. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000})
    void sdkPagesFromOffsetZeroUntilAPageIsEmptyUnderTheLenientRule(int limit) {
        List<String> met = new ArrayList<>();

        walk(lenientClient, request().withLimit(limit).withOffset(0), met);

        assertEquals(NumberedTransfers.ids(TRANSFERS), met);
    }

    @Test
    void sdkReadsCodeMessageAndRequestIdOfAnError() {
        ServiceResponseException refusal = assertThrows(
                ServiceResponseException.class,
                () -> list(documentedClient, request().withLimit(0)));

        assertEquals(400, refusal.getHttpStatusCode());
        assertEquals("EVS.5400", refusal.getErrorCode());
        assertEquals("limit param must be positive.", refusal.getErrorMsg());
        assertTrue(refusal.getRequestId().startsWith("req-"), refusal.getRequestId());
    }

    @Test
    void sdkWithoutATokenIsUnauthorized() {
        ServiceResponseException refusal = assertThrows(
                ServiceResponseException.class, () -> documentedClient.cinderListVolumeTransfers(request()));

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
