package org.volumetransfers.adapter.keystone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.testkit.TokenVerifierContract;

/** The port's contract with self-validation. */
class KeystoneTokenVerifierTest extends TokenVerifierContract {

    private final List<FakeKeystone> keystones = new ArrayList<>();

    @AfterEach
    void end() {
        keystones.forEach(FakeKeystone::close);
    }

    @Override
    protected TokenVerifier knowing(Map<AuthToken, Caller> tokens, Clock clock) {
        FakeKeystone keystone = new FakeKeystone().accepting(tokens);
        keystones.add(keystone);
        return new KeystoneTokenVerifier(keystone.config(), clock);
    }

    @Override
    protected TokenVerifier unreachable() {
        return new KeystoneTokenVerifier(unreachableKeystone(), Clock.systemUTC());
    }

    @Override
    protected boolean tokensMayLackExpiry() {
        return false;
    }

    static KeystoneConfig unreachableKeystone() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return KeystoneConfig.at("http://127.0.0.1:" + socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
