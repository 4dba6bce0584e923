package org.volumetransfers.bootstrap;

import java.io.InputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.keystone.KeystoneConfig;
import org.volumetransfers.adapter.keystone.ServiceCredentials;
import org.volumetransfers.adapter.keystone.TokenCacheConfig;
import org.volumetransfers.bootstrap.files.Conversions;
import org.volumetransfers.bootstrap.files.CredentialsFile;
import org.volumetransfers.bootstrap.files.FileErrors;
import org.volumetransfers.bootstrap.files.Place;
import org.volumetransfers.bootstrap.files.TokenFile;
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
            Setting.KEYSTONE_SERVICE_TYPES,
            Setting.TOKEN_CACHE_SECONDS,
            Setting.MAX_TOKEN_BYTES);

    /** Stands for a URL that is invalid, so that the other settings can be checked. */
    private static final KeystoneConfig PLACEHOLDER = KeystoneConfig.at("https://localhost");

    private static final int MAX_TOKEN_BYTES = 131_072;

    private IdentitySettings() {}

    /** Reads how tokens are verified. */
    static IdentityChoice read(Settings settings, ListenAddress listen) {
        SettingValue tokens = settings.get(Setting.TOKENS);
        SettingValue keystone = settings.get(Setting.KEYSTONE_URL);
        if (keystone != null) {
            if (tokens != null) {
                settings.error(tokens.source() + ": conflicts with " + keystone.source() + "; set only one of them");
            }
            return keystone(settings, keystone);
        }
        settings.reject(Setting.KEYSTONE_URL, Setting.KEYSTONE_URL.option(), KEYSTONE_SETTINGS);
        if (tokens == null && !listen.resolved().isLoopbackAddress()) {
            settings.error(Setting.TOKENS.option() + " or " + Setting.KEYSTONE_URL.option()
                    + ": required when listening on an address that is not loopback,"
                    + " where the public demo token is not accepted");
        }
        return new IdentityChoice.Tokens(settings.secretFile(Setting.TOKENS, Demo.TOKENS, TokenFile::read));
    }

    private static IdentityChoice keystone(Settings settings, SettingValue url) {
        KeystoneConfig config = settings.readOr(Setting.KEYSTONE_URL, PLACEHOLDER, KeystoneConfig::at);
        boolean httpAllowed =
                settings.read(Setting.KEYSTONE_ALLOW_HTTP, Conversions.oneOf(Boolean::valueOf, "true", "false"));
        if (config.isReadableOnTheWay() && !httpAllowed) {
            settings.error(url.source() + ": plain http exposes tokens on the network; use https, or set "
                    + Setting.KEYSTONE_ALLOW_HTTP.option());
        }
        if (!config.isEncrypted()) {
            settings.reject(Setting.KEYSTONE_URL, "an https:// Keystone URL", Set.of(Setting.KEYSTONE_CA));
        }
        config = config.withTrusted(settings.file(Setting.KEYSTONE_CA, List.of(), IdentitySettings::authorities))
                .withCredentials(credentials(settings))
                .withServiceTypes(settings.read(
                        Setting.KEYSTONE_SERVICE_TYPES,
                        text -> names(text, "service types", "be types of services, separated by commas")));
        Duration connect = settings.read(Setting.KEYSTONE_CONNECT_TIMEOUT, Conversions::seconds);
        Duration call = settings.read(Setting.KEYSTONE_TIMEOUT, Conversions::seconds);
        int cached = settings.read(Setting.TOKEN_CACHE_SECONDS, Conversions.wholeNumber(0, Conversions.MAX_SECONDS));
        int tokenBytes = settings.read(Setting.MAX_TOKEN_BYTES, Conversions.wholeNumber(1, MAX_TOKEN_BYTES));
        TokenCacheConfig cache = TokenCacheConfig.DEFAULT.withMaxTokenBytes(tokenBytes);
        return new IdentityChoice.Keystone(
                config.withTimeouts(connect, call).withMaxTokenBytes(tokenBytes),
                cached == 0 ? null : cache.withLifetime(Duration.ofSeconds(cached)));
    }

    /** Reads any number of certificates in PEM, or one in DER. */
    private static List<X509Certificate> authorities(InputStream content, FileErrors errors) {
        try {
            List<X509Certificate> authorities =
                    CertificateFactory.getInstance("X.509").generateCertificates(content).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (authorities.isEmpty()) {
                errors.add(Place.START, "the file contains no certificate");
            }
            return authorities;
        } catch (CertificateException e) {
            errors.add(Place.START, "the file must contain certificates in PEM");
            return List.of();
        }
    }

    private static @Nullable ServiceCredentials credentials(Settings settings) {
        Setting file = Setting.KEYSTONE_CREDENTIALS_FILE;
        boolean isService =
                settings.read(Setting.KEYSTONE_MODE, Conversions.oneOf("service"::equals, "self", "service"));
        if (!isService) {
            settings.reject(Setting.KEYSTONE_MODE, "--keystone-mode service", Set.of(file));
            return null;
        }
        if (settings.get(file) == null) {
            settings.error(file.option() + ": required with --keystone-mode service");
        }
        return settings.secretFile(file, Optional.<ServiceCredentials>empty(), CredentialsFile::read)
                .orElse(null);
    }

    /** Returns the roles of which a caller needs one; an empty set for any. */
    static Set<String> roles(Settings settings) {
        return settings.readOr(
                Setting.REQUIRE_ROLE, Set.of(), text -> names(text, "roles", "be names of roles, separated by commas"));
    }

    private static Set<String> names(String text, String field, String rule) {
        Set<String> names = Stream.of(text.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        if (names.contains("")) {
            throw new InvalidValueException(field, rule);
        }
        return names;
    }
}
