package org.volumetransfers.bootstrap;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.keystone.KeystoneConfig;
import org.volumetransfers.adapter.keystone.ServiceCredentials;
import org.volumetransfers.adapter.keystone.TokenCacheConfig;
import org.volumetransfers.bootstrap.files.CertificateFile;
import org.volumetransfers.bootstrap.files.CredentialsFile;
import org.volumetransfers.bootstrap.files.TokenFile;
import org.volumetransfers.bootstrap.settings.Conversions;
import org.volumetransfers.bootstrap.settings.Setting;
import org.volumetransfers.bootstrap.settings.SettingValue;
import org.volumetransfers.bootstrap.settings.Settings;
import org.volumetransfers.domain.error.InvalidValueException;

/** Reads how tokens are verified, and which roles are required. */
final class IdentitySettings {

    /** The settings that do not apply to fixed tokens. */
    private static final Set<Setting> KEYSTONE_SETTINGS = EnumSet.of(
            Setting.KEYSTONE_PUBLIC_URL,
            Setting.KEYSTONE_MODE,
            Setting.KEYSTONE_CREDENTIALS_FILE,
            Setting.KEYSTONE_CA,
            Setting.KEYSTONE_ALLOW_HTTP,
            Setting.KEYSTONE_CONNECT_TIMEOUT,
            Setting.KEYSTONE_TIMEOUT,
            Setting.TOKEN_CACHE_SECONDS,
            Setting.MAX_TOKEN_BYTES);

    /** Stands for a URL that is invalid, so that the other settings can be checked. */
    private static final KeystoneConfig PLACEHOLDER = KeystoneConfig.at("https://localhost");

    private static final int MAX_TOKEN_BYTES = 131_072;

    private final Settings settings;

    IdentitySettings(Settings settings) {
        this.settings = settings;
    }

    /** The values of {@link Setting#KEYSTONE_MODE}. */
    private enum Mode {
        SELF,
        SERVICE
    }

    IdentityChoice identity(ListenAddress listen) {
        SettingValue tokens = settings.get(Setting.TOKENS);
        SettingValue keystone = settings.get(Setting.KEYSTONE_URL);
        if (keystone != null) {
            if (tokens != null) {
                settings.error(tokens.source() + ": conflicts with " + keystone.source() + "; set only one of them");
            }
            return keystone(keystone);
        }
        settings.reject(Setting.KEYSTONE_URL, Setting.KEYSTONE_URL.option(), KEYSTONE_SETTINGS);
        if (tokens == null && !listen.isLoopback()) {
            settings.error(Setting.TOKENS.option() + " or " + Setting.KEYSTONE_URL.option()
                    + ": required when listening on an address that is not loopback,"
                    + " where the public demo token is not accepted");
        }
        return new IdentityChoice.Tokens(settings.secretFile(Setting.TOKENS, Demo.TOKENS, TokenFile::read));
    }

    private IdentityChoice keystone(SettingValue url) {
        KeystoneConfig config = settings.readOr(Setting.KEYSTONE_URL, PLACEHOLDER, KeystoneConfig::at);
        boolean httpAllowed =
                settings.read(Setting.KEYSTONE_ALLOW_HTTP, Conversions.oneOf(Boolean::valueOf, "true", "false"));
        if (config.isReadableOnTheWay() && !httpAllowed) {
            settings.error(url.source() + ": plain http exposes tokens on the network; use https, or set "
                    + Setting.KEYSTONE_ALLOW_HTTP.option());
        }
        if (!config.isEncrypted()) {
            settings.reject(Setting.KEYSTONE_URL, "an https:// Keystone URL", EnumSet.of(Setting.KEYSTONE_CA));
        }
        config = config.withTrusted(settings.file(Setting.KEYSTONE_CA, List.of(), CertificateFile::read))
                .withCredentials(credentials());
        Duration connect = settings.read(Setting.KEYSTONE_CONNECT_TIMEOUT, Conversions::seconds);
        Duration call = settings.read(Setting.KEYSTONE_TIMEOUT, Conversions::seconds);
        Duration cached = settings.read(Setting.TOKEN_CACHE_SECONDS, Conversions::secondsOrZero);
        int tokenBytes = settings.read(Setting.MAX_TOKEN_BYTES, Conversions.wholeNumber(1, MAX_TOKEN_BYTES));
        TokenCacheConfig cache = TokenCacheConfig.DEFAULT.withMaxTokenBytes(tokenBytes);
        return new IdentityChoice.Keystone(
                config.withTimeouts(connect, call).withMaxTokenBytes(tokenBytes),
                cached.isZero() ? null : cache.withLifetime(cached));
    }

    private @Nullable ServiceCredentials credentials() {
        Mode mode = settings.read(Setting.KEYSTONE_MODE, Conversions.oneOf(Mode.class));
        Setting file = Setting.KEYSTONE_CREDENTIALS_FILE;
        if (mode == Mode.SELF) {
            settings.reject(Setting.KEYSTONE_MODE, "--keystone-mode service", EnumSet.of(file));
            return null;
        }
        if (settings.get(file) == null) {
            settings.error(file.option() + ": required with --keystone-mode service");
        }
        return settings.secretFile(file, Optional.<ServiceCredentials>empty(), CredentialsFile::read)
                .orElse(null);
    }

    /** Returns the roles of which a caller needs one; an empty set for any. */
    Set<String> roles() {
        return settings.readOr(Setting.REQUIRE_ROLE, Set.of(), IdentitySettings::roles);
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
