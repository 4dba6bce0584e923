package org.volumetransfers.bootstrap.identity;

import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The suite on a Keystone that is there. */
@EnabledIfEnvironmentVariable(
        named = "TEST_KEYSTONE_URL",
        matches = ".+",
        disabledReason = "no Keystone is named by TEST_KEYSTONE_URL: CapturedKeystoneIT has what one answered")
class RealKeystoneIT extends KeystoneSuite {

    RealKeystoneIT(@TempDir Path directory) {
        super(directory);
    }

    @Override
    KnownKeystone keystone() {
        return new RealKeystone();
    }
}
