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

/** The port's contract, each token asking about itself. */
class KeystoneTokenVerifierTest extends TokenVerifierContract {

    private final List<KeystoneStandIn> standIns = new ArrayList<>();

    @AfterEach
    void end() {
        standIns.forEach(KeystoneStandIn::close);
    }

    @Override
    protected TokenVerifier knowing(Map<AuthToken, Caller> tokens, Clock clock) {
        KeystoneStandIn keystone = new KeystoneStandIn().vouchingFor(tokens);
        standIns.add(keystone);
        return new KeystoneTokenVerifier(keystone.config(), clock);
    }

    @Override
    protected TokenVerifier unreachable() {
        return new KeystoneTokenVerifier(nobodyListens(), Clock.systemUTC());
    }

    @Override
    protected boolean tokensMayLackExpiry() {
        return false;
    }

    static KeystoneConfig nobodyListens() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return KeystoneConfig.at("http://127.0.0.1:" + socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
