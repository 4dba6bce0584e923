package org.volumetransfers.bootstrap.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.evs.v2.EvsClient;
import com.huaweicloud.sdk.evs.v2.model.CinderListVolumeTransfersRequest;
import com.huaweicloud.sdk.evs.v2.model.CinderShowVolumeTransferRequest;
import com.huaweicloud.sdk.evs.v2.model.VolumeTransferSummary;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.openstack4j.api.storage.BlockVolumeTransferService;
import org.openstack4j.model.storage.block.VolumeTransfer;
import org.volumetransfers.bootstrap.identity.KnownKeystone.Kind;

/** The suite with a running Keystone, and the published clients. */
@EnabledIfEnvironmentVariable(
        named = "TEST_KEYSTONE_URL",
        matches = ".+",
        disabledReason = "TEST_KEYSTONE_URL is not set; CapturedKeystoneIT and Openstack4jIT replay the responses of a"
                + " real Keystone")
class RealKeystoneIT extends KeystoneSuite {

    RealKeystoneIT(@TempDir Path directory) {
        super(directory);
    }

    @Override
    KnownKeystone keystone() {
        return new RealKeystone();
    }

    @Test
    void openstack4jLogsInListsAndShows() {
        BlockVolumeTransferService transfers = Openstack4j.logIn(
                        keystone, on(Mode.SELF).url())
                .blockStorage()
                .volumes()
                .transfer();

        assertEquals(
                List.of(ServerOnKeystone.ID),
                transfers.list().stream().map(VolumeTransfer::getId).toList());
        assertEquals(ServerOnKeystone.ID, transfers.get(ServerOnKeystone.ID).getId());
    }

    @Test
    void huaweisSdkListsAndShowsWithATokenOfKeystone() {
        String token = token(Kind.VALID);
        EvsClient client = EvsClient.newBuilder()
                .withCredential(
                        new BasicCredentials().withAk("any").withSk("any").withProjectId(keystone.project()))
                .withEndpoints(List.of(on(Mode.SELF).url()))
                .build();

        List<VolumeTransferSummary> listed = client.cinderListVolumeTransfersInvoker(
                        new CinderListVolumeTransfersRequest())
                .addHeader("X-Auth-Token", token)
                .invoke()
                .getTransfers();
        String shown = client.cinderShowVolumeTransferInvoker(
                        new CinderShowVolumeTransferRequest().withTransferId(ServerOnKeystone.ID))
                .addHeader("X-Auth-Token", token)
                .invoke()
                .getTransfer()
                .getId();

        assertEquals(
                List.of(ServerOnKeystone.ID),
                listed.stream().map(VolumeTransferSummary::getId).toList());
        assertEquals(ServerOnKeystone.ID, shown);
    }
}
