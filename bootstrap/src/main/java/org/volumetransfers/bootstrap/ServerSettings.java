package org.volumetransfers.bootstrap;

import java.time.Duration;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.BadTokenAnswer;
import org.volumetransfers.adapter.http.HttpConfig;
import org.volumetransfers.adapter.http.engine.HttpLimits;
import org.volumetransfers.application.service.OffsetRule;
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.bootstrap.files.TransferFile;
import org.volumetransfers.bootstrap.settings.Conversions;
import org.volumetransfers.bootstrap.settings.DatabaseSettings;
import org.volumetransfers.bootstrap.settings.Setting;
import org.volumetransfers.bootstrap.settings.Settings;

/** Reads the settings of the server. */
final class ServerSettings {

    private final Settings settings;

    private ServerSettings(Settings settings) {
        this.settings = settings;
    }

    /** The values of {@link Setting#STORAGE}. */
    private enum Storage {
        MEMORY,
        POSTGRES
    }

    /** Reads the configuration of a server; the result is usable if the settings are valid. */
    static ServerConfig read(Settings settings) {
        ServerSettings reader = new ServerSettings(settings);
        IdentitySettings identity = new IdentitySettings(settings);
        ListenAddress listen = settings.read(Setting.LISTEN, ListenAddress::parse);
        HttpConfig http = reader.http(listen);
        StorageChoice storage = reader.storage();
        IdentityChoice choice = identity.identity(listen);
        return new ServerConfig(http, storage, reader.paging(), choice, identity.roles());
    }

    private HttpConfig http(ListenAddress listen) {
        HttpConfig http = HttpConfig.listeningOn(listen.host(), listen.port()).withBadTokenAnswer(badToken());
        if (listen.isWildcard() && settings.get(Setting.PUBLIC_URL) == null) {
            settings.error(Setting.PUBLIC_URL.option()
                    + ": required when listening on a wildcard address, which clients cannot follow in links");
        }
        Duration idle = settings.read(Setting.IDLE_TIMEOUT, Conversions::seconds);
        Duration grace = settings.read(Setting.TOKEN_EXPIRY_GRACE, Conversions::seconds);
        return settings.readOr(Setting.PUBLIC_URL, http, http::withPublicUrl)
                .withLimits(HttpLimits.DEFAULT.withTimeouts(
                        timeouts -> timeouts.withIdle(idle).withExpiryGrace(grace)));
    }

    private BadTokenAnswer badToken() {
        BadTokenAnswer answer = settings.read(
                Setting.BAD_TOKEN_STATUS,
                Conversions.oneOf(
                        text -> text.equals("401") ? BadTokenAnswer.UNAUTHORIZED_401 : BadTokenAnswer.BAD_REQUEST_400,
                        "401",
                        "400"));
        return settings.readOr(Setting.KEYSTONE_PUBLIC_URL, answer, answer::withKeystoneUrl);
    }

    private StorageChoice storage() {
        return switch (settings.read(Setting.STORAGE, Conversions.oneOf(Storage.class))) {
            case MEMORY -> {
                settings.reject(Setting.STORAGE, "--storage postgres", DatabaseSettings.ALL);
                yield new StorageChoice.InMemory(
                        settings.file(Setting.DATA, Demo.TRANSFERS, TransferFile::readPending));
            }
            case POSTGRES -> {
                settings.reject(
                        Setting.STORAGE,
                        "--storage memory; the import command loads a file into PostgreSQL",
                        EnumSet.of(Setting.DATA));
                yield new StorageChoice.Jdbc(DatabaseSettings.config(settings), DatabaseSettings.schema(settings));
            }
        };
    }

    private PagingRule paging() {
        OffsetRule offsetRule = settings.read(Setting.OFFSET_RULE, Conversions.oneOf(OffsetRule.class));
        @Nullable Integer maxLimit = settings.<@Nullable Integer>readOr(
                Setting.MAX_LIMIT, null, Conversions.wholeNumber(1, Integer.MAX_VALUE));
        return new PagingRule(offsetRule, maxLimit);
    }
}
