package org.volumetransfers.bootstrap.identity;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.util.Locale;

/** Answers what a real Keystone answered, see the README beside the captured exchanges. */
final class CapturedKeystone implements KnownKeystone {

    private static final String REVOCATION = "revocation";

    private final WireMockServer server = new WireMockServer(options()
            .bindAddress("127.0.0.1")
            .dynamicPort()
            .usingFilesUnderClasspath("keystone")
            .templatingEnabled(true)
            .globalTemplating(false));

    CapturedKeystone() {
        server.start();
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + server.port() + "/v3";
    }

    @Override
    public String project() {
        return "825fd21c134e4d8b923a4787b7af84f9";
    }

    @Override
    public String credentials() {
        return "{\"username\": \"cinder\", \"user_domain_name\": \"Default\", \"password\": \"" + password()
                + "\", \"project_name\": \"service\"}";
    }

    @Override
    public String password() {
        return "captured-password";
    }

    @Override
    public String token(Kind kind) {
        return switch (kind) {
            case REVOCABLE -> {
                server.setScenarioState(REVOCATION, "Started");
                yield "captured-revoked";
            }
            case SHORT_LIVED -> {
                // It is good when it is first asked about, whoever asks, and never again.
                server.setScenarioState("expiry by itself", "Started");
                server.setScenarioState("expiry for the service", "Started");
                yield "captured-short-lived";
            }
            default -> "captured-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    @Override
    public void revoke(String token) {
        server.setScenarioState(REVOCATION, "revoked");
    }

    @Override
    public void close() {
        server.stop();
    }
}
