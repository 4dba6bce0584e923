package org.volumetransfers.bootstrap;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.keystone.KeystoneConfig;
import org.volumetransfers.adapter.keystone.ServiceCredentials;
import org.volumetransfers.adapter.keystone.TokenCacheConfig;
import org.volumetransfers.bootstrap.GivenSettings.Given;
import org.volumetransfers.domain.error.InvalidValueException;

/** Reads who tells whose a token is, and which roles are wanted. */
final class IdentityReader {

    /** Settings that mean nothing to fixed tokens. */
    private static final List<Setting> KEYSTONE_SETTINGS = List.of(
            Setting.KEYSTONE_PUBLIC_URL,
            Setting.KEYSTONE_MODE,
            Setting.KEYSTONE_CREDENTIALS_FILE,
            Setting.KEYSTONE_CA,
            Setting.KEYSTONE_ALLOW_HTTP,
            Setting.KEYSTONE_CONNECT_TIMEOUT,
            Setting.KEYSTONE_TIMEOUT,
            Setting.TOKEN_CACHE_SECONDS,
            Setting.MAX_TOKEN_BYTES);

    private static final Map<String, Boolean> SERVICE_MODES = Map.of("self", false, "service", true);
    private static final int LONGEST_SECONDS = 86_400;
    private static final int MOST_TOKEN_BYTES = 131_072;

    private final SettingReader settings;

    IdentityReader(SettingReader settings) {
        this.settings = settings;
    }

    /** Reads everything but the roles; null when a part is missing, and then there are faults. */
    @Nullable IdentityChoice identity(@Nullable ListenAddress listen) {
        @Nullable Given tokens = settings.get(Setting.TOKENS);
        @Nullable Given keystone = settings.get(Setting.KEYSTONE_URL);
        if (tokens != null && keystone != null) {
            settings.fault(tokens.name() + " and " + keystone.name() + ": only one of them can tell whose a token is");
        }
        if (keystone != null) {
            return keystone(keystone);
        }
        for (Setting setting : KEYSTONE_SETTINGS) {
            @Nullable Given given = settings.get(setting);
            if (given != null) {
                settings.fault(given.name() + ": is for --keystone-url only");
            }
        }
        if (tokens != null) {
            return new IdentityChoice.Tokens(settings.readSecretFile(tokens, TokenFile::read, Map.of()));
        }
        if (listen != null && !listen.isLoopback()) {
            settings.fault(Setting.TOKENS.option() + " or " + Setting.KEYSTONE_URL.option()
                    + ": required when listening on anything but a loopback address:"
                    + " everybody knows the token that is good without it");
        }
        return new IdentityChoice.Tokens(Demo.TOKENS);
    }

    private @Nullable IdentityChoice keystone(Given url) {
        @Nullable KeystoneConfig at = settings.read(Setting.KEYSTONE_URL, KeystoneConfig::at);
        @Nullable Boolean mayBePlain = settings.read(
                Setting.KEYSTONE_ALLOW_HTTP,
                SettingReader.oneOf("true or false", Map.of("true", true, "false", false)));
        if (at != null && at.isReadableOnTheWay() && !Boolean.TRUE.equals(mayBePlain)) {
            settings.fault(url.name() + ": whoever is on the way could read all tokens; use https, or say "
                    + Setting.KEYSTONE_ALLOW_HTTP.option());
        }
        @Nullable Given authorities = settings.get(Setting.KEYSTONE_CA);
        if (at != null && !at.isEncrypted() && authorities != null) {
            settings.fault(authorities.name() + ": is for a Keystone with https only");
        }
        // Checked even where the rest is too wrong to be used.
        KeystoneConfig config = at == null ? KeystoneConfig.at("https://localhost") : at;
        @Nullable KeystoneConfig timed = timed(config.withTrusted(authorities()).withCredentials(credentials()));
        @Nullable Integer cacheSeconds =
                settings.read(Setting.TOKEN_CACHE_SECONDS, SettingReader.wholeNumber(0, LONGEST_SECONDS));
        @Nullable Integer tokenBytes = settings.read(Setting.MAX_TOKEN_BYTES, SettingReader.wholeNumber(1, MOST_TOKEN_BYTES));
        if (at == null || timed == null || cacheSeconds == null || tokenBytes == null) {
            return null;
        }
        TokenCacheConfig cache = TokenCacheConfig.DEFAULT.withMaxTokenBytes(tokenBytes);
        return new IdentityChoice.Keystone(
                timed.withMaxTokenBytes(tokenBytes),
                cacheSeconds == 0 ? null : cache.withLifetime(Duration.ofSeconds(cacheSeconds)));
    }

    private List<X509Certificate> authorities() {
        @Nullable Given file = settings.get(Setting.KEYSTONE_CA);
        return file == null ? List.of() : settings.readFile(file, CertificateFile::read, List.of());
    }

    private @Nullable ServiceCredentials credentials() {
        boolean service = Boolean.TRUE.equals(
                settings.read(Setting.KEYSTONE_MODE, SettingReader.oneOf("self or service", SERVICE_MODES)));
        @Nullable Given file = settings.get(Setting.KEYSTONE_CREDENTIALS_FILE);
        if (service && file == null) {
            settings.fault(Setting.KEYSTONE_CREDENTIALS_FILE.option() + ": required with --keystone-mode service");
        }
        if (!service && file != null) {
            settings.fault(file.name() + ": is for --keystone-mode service only");
        }
        return service && file != null
                ? settings.readSecretFile(file, CredentialsFile::read, Optional.<ServiceCredentials>empty())
                        .orElse(null)
                : null;
    }

    private @Nullable KeystoneConfig timed(KeystoneConfig config) {
        @Nullable Duration connect = settings.read(Setting.KEYSTONE_CONNECT_TIMEOUT, IdentityReader::seconds);
        @Nullable Duration call = settings.read(Setting.KEYSTONE_TIMEOUT, IdentityReader::seconds);
        return connect == null || call == null ? null : config.withTimeouts(connect, call);
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(SettingReader.wholeNumber(1, LONGEST_SECONDS).apply(text));
    }

    /** The roles of which a caller needs one; empty for any. */
    @Nullable Set<String> roles() {
        return settings.get(Setting.REQUIRE_ROLE) == null
                ? Set.of()
                : settings.read(Setting.REQUIRE_ROLE, IdentityReader::roles);
    }

    private static Set<String> roles(String text) {
        Set<String> roles = new LinkedHashSet<>();
        for (String role : text.split(",", -1)) {
            if (role.isBlank()) {
                throw new InvalidValueException("roles", "be names of roles, separated by commas");
            }
            roles.add(role.strip());
        }
        return roles;
    }
}
