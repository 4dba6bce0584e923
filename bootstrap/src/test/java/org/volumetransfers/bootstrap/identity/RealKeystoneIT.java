package org.volumetransfers.bootstrap.identity;

import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The suite with a running Keystone. */
@EnabledIfEnvironmentVariable(
        named = "TEST_KEYSTONE_URL",
        matches = ".+",
        disabledReason = "TEST_KEYSTONE_URL is not set; CapturedKeystoneIT replays the responses of a real Keystone")
class RealKeystoneIT extends KeystoneSuite {

    RealKeystoneIT(@TempDir Path directory) {
        super(directory);
    }

    @Override
    KnownKeystone keystone() {
        return new RealKeystone();
    }
}
