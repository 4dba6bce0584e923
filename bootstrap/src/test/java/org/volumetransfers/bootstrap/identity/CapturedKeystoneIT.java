package org.volumetransfers.bootstrap.identity;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The suite with the captured responses of a real Keystone. */
class CapturedKeystoneIT extends KeystoneSuite {

    CapturedKeystoneIT(@TempDir Path directory) {
        super(directory);
    }

    @Override
    KnownKeystone keystone() {
        return new CapturedKeystone();
    }
}
