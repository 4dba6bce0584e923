package org.volumetransfers.bootstrap;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.BadTokenAnswer;
import org.volumetransfers.adapter.http.HttpConfig;
import org.volumetransfers.adapter.http.HttpLimits;
import org.volumetransfers.adapter.jdbc.JdbcConfig;
import org.volumetransfers.adapter.jdbc.SchemaMode;
import org.volumetransfers.application.service.OffsetRule;
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.bootstrap.GivenSettings.Given;
import org.volumetransfers.domain.VolumeTransfer;

/** Makes a {@link Launch} of what was given. */
final class LaunchReader {

    private static final Map<String, OffsetRule> OFFSET_RULES =
            Map.of("documented", OffsetRule.DOCUMENTED, "lenient", OffsetRule.LENIENT);
    private static final Map<String, BadTokenAnswer> BAD_TOKEN_ANSWERS =
            Map.of("401", BadTokenAnswer.UNAUTHORIZED_401, "400", BadTokenAnswer.BAD_REQUEST_400);
    private static final Map<String, LogSetup.Format> LOG_FORMATS =
            Map.of("text", LogSetup.Format.TEXT, "json", LogSetup.Format.JSON);
    private static final Map<String, Level> LOG_LEVELS = Map.of(
            "trace", Level.TRACE,
            "debug", Level.DEBUG,
            "info", Level.INFO,
            "warn", Level.WARN,
            "error", Level.ERROR,
            "off", Level.OFF);

    private static final int LONGEST_SECONDS = 86_400;

    private final SettingReader settings;

    LaunchReader(SettingReader settings) {
        this.settings = settings;
    }

    /** Reads everything; null when a part is missing, and then there are faults. */
    @Nullable Launch read() {
        @Nullable ListenAddress listen = settings.read(Setting.LISTEN, ListenAddress::parse);
        @Nullable HttpConfig http = http(listen);
        @Nullable StorageChoice storage = storage();
        IdentityReader reader = new IdentityReader(settings);
        @Nullable IdentityChoice identity = reader.identity(listen);
        @Nullable Set<String> roles = reader.roles();
        @Nullable PagingRule paging = paging();
        @Nullable LogSetup logging = logging(settings);
        if (http == null || storage == null || identity == null || roles == null || paging == null || logging == null) {
            return null;
        }
        return new Launch(new ServerConfig(http, storage, paging, identity, roles), logging, settings.warnings());
    }

    private @Nullable HttpConfig http(@Nullable ListenAddress listen) {
        @Nullable BadTokenAnswer badToken = badToken();
        @Nullable HttpLimits limits = limits();
        // Checked even where the rest is too wrong to be used.
        HttpConfig http = listen == null
                ? HttpConfig.listeningOn("localhost", 0)
                : HttpConfig.listeningOn(listen.host(), listen.port());
        @Nullable HttpConfig withUrl = settings.get(Setting.PUBLIC_URL) == null
                ? http
                : settings.read(Setting.PUBLIC_URL, http::withPublicUrl);
        if (listen != null && listen.isWildcard() && settings.get(Setting.PUBLIC_URL) == null) {
            settings.fault(Setting.PUBLIC_URL.option() + ": required when listening on a wildcard address:"
                    + " nobody could follow links to it");
        }
        return listen == null || badToken == null || withUrl == null || limits == null
                ? null
                : withUrl.withBadTokenAnswer(badToken).withLimits(limits);
    }

    private @Nullable HttpLimits limits() {
        @Nullable Duration idle = settings.read(Setting.IDLE_TIMEOUT, LaunchReader::seconds);
        @Nullable Duration grace = settings.read(Setting.TOKEN_EXPIRY_GRACE, LaunchReader::seconds);
        return idle == null || grace == null
                ? null
                : HttpLimits.DEFAULT.withTimeouts(usual -> usual.withIdle(idle).withExpiryGrace(grace));
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(SettingReader.wholeNumber(LONGEST_SECONDS).apply(text));
    }

    private @Nullable BadTokenAnswer badToken() {
        @Nullable BadTokenAnswer answer =
                settings.read(Setting.BAD_TOKEN_STATUS, SettingReader.oneOf("401 or 400", BAD_TOKEN_ANSWERS));
        BadTokenAnswer known = answer == null ? BadTokenAnswer.UNAUTHORIZED_401 : answer;
        return settings.get(Setting.KEYSTONE_PUBLIC_URL) == null
                ? answer
                : settings.read(Setting.KEYSTONE_PUBLIC_URL, known::withKeystoneUrl);
    }

    private @Nullable StorageChoice storage() {
        @Nullable Supplier<@Nullable StorageChoice> reader = settings.read(
                Setting.STORAGE,
                SettingReader.oneOf("memory or postgres", Map.of("memory", this::memory, "postgres", this::postgres)));
        if (reader == null) {
            data();
            return null;
        }
        return reader.get();
    }

    private StorageChoice memory() {
        new DatabaseReader(settings).refuseAll();
        return new StorageChoice.InMemory(data());
    }

    private List<VolumeTransfer> data() {
        @Nullable Given file = settings.get(Setting.DATA);
        return file == null ? Demo.TRANSFERS : settings.readFile(file, TransferFile::read, List.of());
    }

    private @Nullable StorageChoice postgres() {
        @Nullable Given data = settings.get(Setting.DATA);
        if (data != null) {
            settings.fault(
                    data.name() + ": is for --storage memory only; the command import puts a file into PostgreSQL");
        }
        DatabaseReader reader = new DatabaseReader(settings);
        @Nullable JdbcConfig database = reader.config();
        @Nullable SchemaMode schema = reader.schema();
        @Nullable Integer queue = reader.queue();
        return database == null || schema == null || queue == null
                ? null
                : new StorageChoice.Jdbc(database, schema, queue);
    }

    private @Nullable PagingRule paging() {
        @Nullable OffsetRule offsetRule =
                settings.read(Setting.OFFSET_RULE, SettingReader.oneOf("documented or lenient", OFFSET_RULES));
        @Nullable Integer maxLimit = settings.get(Setting.MAX_LIMIT) == null
                ? null
                : settings.read(Setting.MAX_LIMIT, SettingReader.wholeNumber(Integer.MAX_VALUE));
        return offsetRule == null ? null : new PagingRule(offsetRule, maxLimit);
    }

    /** How to log, which every command is told. */
    static @Nullable LogSetup logging(SettingReader settings) {
        LogSetup.@Nullable Format format =
                settings.read(Setting.LOG_FORMAT, SettingReader.oneOf("text or json", LOG_FORMATS));
        @Nullable Level level = settings.read(
                Setting.LOG_LEVEL, SettingReader.oneOf("trace, debug, info, warn, error or off", LOG_LEVELS));
        return format == null || level == null ? null : new LogSetup(format, level);
    }
}
