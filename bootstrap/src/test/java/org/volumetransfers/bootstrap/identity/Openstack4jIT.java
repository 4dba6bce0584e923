package org.volumetransfers.bootstrap.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openstack4j.api.OSClient.OSClientV3;
import org.openstack4j.api.exceptions.AuthenticationException;
import org.openstack4j.api.exceptions.ClientResponseException;
import org.openstack4j.api.storage.BlockVolumeTransferService;
import org.openstack4j.model.storage.block.VolumeTransfer;
import org.openstack4j.openstack.identity.v3.domain.KeystoneToken;
import org.volumetransfers.bootstrap.NumberedTransfers;
import org.volumetransfers.bootstrap.RunningJar;
import org.volumetransfers.bootstrap.identity.KnownKeystone.Kind;

/**
 * openstack4j logs in at Keystone, lists and shows transfers of the built jar, and understands its errors. It cannot page:
 * for it, a list without a limit has to be complete.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class Openstack4jIT {

    private static final int TRANSFERS = 1_005;
    private static CapturedKeystone keystone;
    private static RunningJar server;
    private OSClientV3 client;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        keystone = new CapturedKeystone();
        Path data = NumberedTransfers.write(directory, keystone.project(), TRANSFERS);
        server = RunningJar.with(
                "--data=" + data,
                "--keystone-url=" + keystone.url(),
                "--keystone-timeout=30",
                "--keystone-connect-timeout=30");
    }

    @BeforeEach
    void logIn() {
        client = Openstack4j.logIn(keystone, server.url());
    }

    @AfterAll
    static void end() {
        server.close();
        keystone.close();
    }

    private BlockVolumeTransferService transfers() {
        return client.blockStorage().volumes().transfer();
    }

    private static List<String> ids(List<? extends VolumeTransfer> transfers) {
        return transfers.stream().map(VolumeTransfer::getId).toList();
    }

    private static void assertIsTheSeventh(VolumeTransfer transfer) {
        assertEquals(NumberedTransfers.id(7), transfer.getId());
        assertEquals(NumberedTransfers.name(7), transfer.getName());
        assertEquals(NumberedTransfers.VOLUME, transfer.getVolumeId());
        String path = "/" + keystone.project() + "/os-volume-transfer/" + NumberedTransfers.id(7);
        assertEquals(
                List.of("self " + server.url() + "/v3" + path, "bookmark " + server.url() + path),
                transfer.getLinks().stream()
                        .map(link -> link.getRel() + " " + link.getHref())
                        .toList());
    }

    @Test
    void everyTransferIsListedWithItsDetailsInOneCall() {
        List<? extends VolumeTransfer> transfers = transfers().list();

        assertEquals(NumberedTransfers.ids(TRANSFERS), ids(transfers));
        assertIsTheSeventh(transfers.get(7));
        assertEquals(
                NumberedTransfers.createdAt(7), transfers.get(7).getCreatedAt().toInstant());
    }

    @Test
    void everyTransferIsListedInBriefInOneCall() {
        List<? extends VolumeTransfer> transfers = transfers().list(false);

        assertEquals(NumberedTransfers.ids(TRANSFERS), ids(transfers));
        assertIsTheSeventh(transfers.get(7));
        assertNull(transfers.get(7).getCreatedAt());
    }

    @Test
    void aTransferIsShown() {
        VolumeTransfer transfer = transfers().get(NumberedTransfers.id(7));

        assertIsTheSeventh(transfer);
        assertEquals(NumberedTransfers.createdAt(7), transfer.getCreatedAt().toInstant());
    }

    @Test
    void anUnknownTransferIsNull() {
        assertNull(transfers().get(NumberedTransfers.id(TRANSFERS)));
    }

    @Test
    void aRejectedTokenMakesItLogInAgainAndRepeatTheCall() {
        String rejected = keystone.token(Kind.GARBAGE);
        ((KeystoneToken) client.getToken()).setId(rejected);

        assertEquals(TRANSFERS, transfers().list().size());
        assertNotEquals(rejected, client.getToken().getId());
    }

    @Test
    void aTokenThatIsRejectedAgainIsReported() throws IOException {
        try (RunningJar withoutKeystone = RunningJar.with()) {
            client = Openstack4j.logIn(keystone, withoutKeystone.url());

            AuthenticationException refusal = assertThrows(
                    AuthenticationException.class, () -> transfers().list());

            assertEquals(401, refusal.getStatus());
            assertEquals("Authentication required.", refusal.getMessage());
        }
    }

    @Test
    void statusAndMessageOfARefusalAreReported() {
        client.headers(Map.of("OpenStack-API-Version", "volume 3.51"));

        ClientResponseException refusal =
                assertThrows(ClientResponseException.class, () -> transfers().list());

        assertEquals(406, refusal.getStatus());
        assertEquals(
                "Version 3.51 is not supported by the API. Minimum is 3.0 and maximum is 3.50.", refusal.getMessage());
    }
}
