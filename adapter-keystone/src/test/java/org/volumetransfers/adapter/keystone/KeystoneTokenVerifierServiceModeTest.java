package org.volumetransfers.adapter.keystone;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.testkit.TokenVerifierContract;

/** The port's contract in service-token mode. */
class KeystoneTokenVerifierServiceModeTest extends TokenVerifierContract {

    static final ServiceCredentials CREDENTIALS =
            new ServiceCredentials.User("volume-transfers", "Default", "s3cret-Password", "service", "Default");

    private final List<FakeKeystone> keystones = new ArrayList<>();

    @AfterEach
    void end() {
        keystones.forEach(FakeKeystone::close);
    }

    @Override
    protected TokenVerifier knowing(Map<AuthToken, Caller> tokens, Clock clock) {
        FakeKeystone keystone = new FakeKeystone().acceptingForService(tokens);
        keystones.add(keystone);
        return new KeystoneTokenVerifier(keystone.config().withCredentials(CREDENTIALS), clock);
    }

    @Override
    protected TokenVerifier unreachable() {
        return new KeystoneTokenVerifier(
                KeystoneTokenVerifierTest.unreachableKeystone().withCredentials(CREDENTIALS), Clock.systemUTC());
    }

    @Override
    protected boolean tokensMayLackExpiry() {
        return false;
    }
}
