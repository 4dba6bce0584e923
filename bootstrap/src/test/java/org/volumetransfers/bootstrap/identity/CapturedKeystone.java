package org.volumetransfers.bootstrap.identity;

import java.util.Locale;
import org.volumetransfers.adapter.keystone.FakeKeystone;

/** Replays the responses of a real Keystone; see the README of the captured exchanges. */
final class CapturedKeystone implements KnownKeystone {

    private static final String REVOCATION = "revocation";

    private final FakeKeystone keystone = new FakeKeystone(options ->
            options.usingFilesUnderClasspath("keystone").templatingEnabled(true).globalTemplating(false));

    @Override
    public String url() {
        return keystone.url();
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
    public String userPassword() {
        return "captured-user-password";
    }

    @Override
    public String token(Kind kind) {
        return switch (kind) {
            case REVOCABLE -> {
                keystone.server().setScenarioState(REVOCATION, "Started");
                yield "captured-revoked";
            }
            case SHORT_LIVED -> {
                // Valid in the first validation of either kind, and never again.
                keystone.server().setScenarioState("expiry by itself", "Started");
                keystone.server().setScenarioState("expiry for the service", "Started");
                yield "captured-short-lived";
            }
            case VALID -> "captured-good";
            default -> "captured-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    @Override
    public void revoke(String token) {
        keystone.server().setScenarioState(REVOCATION, "revoked");
    }

    @Override
    public void close() {
        keystone.close();
    }
}
