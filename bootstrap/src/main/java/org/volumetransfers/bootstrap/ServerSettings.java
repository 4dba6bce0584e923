package org.volumetransfers.bootstrap;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.BadTokenAnswer;
import org.volumetransfers.adapter.http.HttpConfig;
import org.volumetransfers.adapter.http.engine.HttpLimits;
import org.volumetransfers.bootstrap.files.Conversions;
import org.volumetransfers.bootstrap.files.TransferFile;
import org.volumetransfers.bootstrap.settings.Setting;
import org.volumetransfers.bootstrap.settings.Settings;
import org.volumetransfers.domain.error.InvalidValueException;

/** Reads the settings of the server. */
final class ServerSettings {

    private ServerSettings() {}

    /** Reads the configuration of a server; the result is usable if the settings are valid. */
    static ServerConfig read(Settings settings) {
        ListenAddress listen = settings.read(Setting.LISTEN, ListenAddress::parse);
        HttpConfig http = http(settings, listen);
        StorageChoice storage = storage(settings);
        IdentityChoice identity = IdentitySettings.read(settings, listen);
        OffsetRules offsetRules = settings.read(Setting.OFFSET_RULE, Conversions.oneOf(OffsetRules.class));
        @Nullable Integer maxLimit = settings.<@Nullable Integer>readOr(
                Setting.MAX_LIMIT, null, Conversions.wholeNumber(1, Integer.MAX_VALUE));
        return new ServerConfig(
                http, storage, offsetRules, maxLimit, identity, IdentitySettings.roles(settings), operation(settings));
    }

    private static OperationConfig operation(Settings settings) {
        return new OperationConfig(
                settings.<@Nullable ListenAddress>readOr(Setting.ADMIN_LISTEN, null, ListenAddress::parse),
                settings.read(Setting.DRAIN_DELAY, Conversions::secondsOrZero),
                settings.read(Setting.ACCESS_LOG, ServerSettings::accessLogInterval));
    }

    private static int accessLogInterval(String mode) {
        return switch (mode) {
            case "off" -> 0;
            case "full" -> 1;
            default -> {
                try {
                    yield Conversions.wholeNumber(1, Integer.MAX_VALUE).apply(mode);
                } catch (InvalidValueException e) {
                    throw new InvalidValueException("mode", "be off, full or a whole number of 1 or more");
                }
            }
        };
    }

    private static HttpConfig http(Settings settings, ListenAddress listen) {
        BadTokenAnswer badToken = settings.read(
                Setting.BAD_TOKEN_STATUS,
                Conversions.oneOf(
                        text -> text.equals("401") ? BadTokenAnswer.UNAUTHORIZED_401 : BadTokenAnswer.BAD_REQUEST_400,
                        "401",
                        "400"));
        HttpConfig http = HttpConfig.listeningOn(listen.host(), listen.port())
                .withBadTokenAnswer(settings.readOr(Setting.KEYSTONE_PUBLIC_URL, badToken, badToken::withKeystoneUrl));
        if (listen.resolved().isAnyLocalAddress() && settings.get(Setting.PUBLIC_URL) == null) {
            settings.error(Setting.PUBLIC_URL.option()
                    + ": required when listening on a wildcard address, which clients cannot follow in links");
        }
        Duration idle = settings.read(Setting.IDLE_TIMEOUT, Conversions::seconds);
        Duration drain = settings.read(Setting.DRAIN_TIMEOUT, Conversions::seconds);
        Duration grace = settings.read(Setting.TOKEN_EXPIRY_GRACE, Conversions::seconds);
        return settings.readOr(Setting.PUBLIC_URL, http, http::withPublicUrl)
                .withLimits(HttpLimits.DEFAULT.withTimeouts(
                        timeouts -> timeouts.withIdle(idle).withDrain(drain).withExpiryGrace(grace)));
    }

    private static StorageChoice storage(Settings settings) {
        boolean isPostgres =
                settings.read(Setting.STORAGE, Conversions.oneOf("postgres"::equals, "memory", "postgres"));
        if (isPostgres) {
            String condition = "--storage memory; the import command loads a file into PostgreSQL";
            settings.reject(Setting.STORAGE, condition, Set.of(Setting.DATA));
            return DatabaseSettings.read(settings);
        }
        settings.reject(Setting.STORAGE, "--storage postgres", DatabaseSettings.ALL);
        return new StorageChoice.InMemory(settings.file(Setting.DATA, Demo.TRANSFERS, TransferFile::readPending));
    }
}
