package org.volumetransfers.adapter.keystone;

import static org.volumetransfers.domain.error.InvalidConfigurationException.require;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.error.InvalidConfigurationException;

/**
 * How {@link KeystoneTokenVerifier} calls Keystone. Start from {@link #at}.
 *
 * @param url the URL of Keystone, such as {@code https://iam.example.com/v3} or {@code https://example.com/identity};
 *     {@code /v3} is appended unless it is there
 * @param trusted the authorities that may sign Keystone's certificate; empty for those that the JVM trusts
 * @param credentials the credentials for service-token mode; null for self-validation, which needs no secret
 * @param connectTimeout the time to connect, 1 ms to 1 day
 * @param callTimeout the time for one verification, from waiting for a slot to the last byte of the response and including
 *     a second attempt; 1 ms to 1 day
 * @param maxCalls the maximum number of concurrent verifications, 1 to 1000
 * @param maxWaiting the maximum number of verifications that wait for a slot, 0 or more; further ones fail immediately
 * @param maxTokenBytes the length of the longest token that is verified, 1 to 131072; longer ones are rejected.
 *     Self-validation sends a token twice, and many servers accept no more than 64 KB of headers
 * @param rolesOfInterest the names of the roles that the access policy refers to. Of a token's roles these are kept, or one
 *     other if it has none of these, so that a caller with roles keeps one. Null to keep all; a token with more than 1000
 *     roles then cannot be verified
 * @param serviceTypes the types of this service in Keystone's catalog. Of a token's access rules those for these services are
 *     kept; a token with more than 200 of them cannot be verified
 */
public record KeystoneConfig(
        String url,
        List<X509Certificate> trusted,
        @Nullable ServiceCredentials credentials,
        Duration connectTimeout,
        Duration callTimeout,
        int maxCalls,
        int maxWaiting,
        int maxTokenBytes,
        @Nullable Set<String> rolesOfInterest,
        Set<String> serviceTypes) {

    /** Those of OpenStack Cinder, whose calls are served. */
    private static final Set<String> VOLUMES = Set.of("volumev3", "volume", "block-storage");

    private static final String URL = "keystone url";
    private static final String VERSION = "/v3";
    private static final String HTTPS = "https";
    private static final Pattern LOOPBACK = Pattern.compile("(?i:localhost)|127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final int MAX_PORT = 65_535;
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(1);
    private static final Duration MAX_TIMEOUT = Duration.ofDays(1);

    /**
     * Checks the bounds, without connecting to Keystone.
     *
     * @throws InvalidConfigurationException if a value is out of bounds
     */
    public KeystoneConfig {
        url = withVersion(url);
        trusted = List.copyOf(trusted);
        requireTimeout("connect timeout", connectTimeout);
        requireTimeout("call timeout", callTimeout);
        requireRange("max calls", maxCalls, 1000);
        require(maxWaiting >= 0, "max waiting", "be 0 or more");
        requireRange("max token bytes", maxTokenBytes, 131_072);
        rolesOfInterest = rolesOfInterest == null ? null : Set.copyOf(rolesOfInterest);
        serviceTypes = Set.copyOf(serviceTypes);
    }

    /**
     * {@return the defaults} Self-validation, the authorities of the JVM, 2 s to connect, 5 s for a verification, 32
     * concurrent verifications and 1000 waiting ones, tokens of at most 16,384 bytes, all roles, the service types
     * {@code volumev3}, {@code volume} and {@code block-storage}.
     *
     * @param url the URL of Keystone, with or without {@code /v3}
     * @throws InvalidConfigurationException if the URL is not one of an HTTP service
     */
    public static KeystoneConfig at(String url) {
        return new KeystoneConfig(
                url, List.of(), null, Duration.ofSeconds(2), Duration.ofSeconds(5), 32, 1000, 16_384, null, VOLUMES);
    }

    /** {@return a copy with other authorities} Empty for those that the JVM trusts. */
    public KeystoneConfig withTrusted(List<X509Certificate> trust) {
        return new KeystoneConfig(
                url,
                trust,
                credentials,
                connectTimeout,
                callTimeout,
                maxCalls,
                maxWaiting,
                maxTokenBytes,
                rolesOfInterest,
                serviceTypes);
    }

    /** {@return a copy in service-token mode} Null for self-validation. */
    public KeystoneConfig withCredentials(@Nullable ServiceCredentials user) {
        return new KeystoneConfig(
                url,
                trusted,
                user,
                connectTimeout,
                callTimeout,
                maxCalls,
                maxWaiting,
                maxTokenBytes,
                rolesOfInterest,
                serviceTypes);
    }

    /** {@return a copy with other time-outs, to connect and for one verification} */
    public KeystoneConfig withTimeouts(Duration connect, Duration call) {
        return new KeystoneConfig(
                url,
                trusted,
                credentials,
                connect,
                call,
                maxCalls,
                maxWaiting,
                maxTokenBytes,
                rolesOfInterest,
                serviceTypes);
    }

    /** {@return a copy with other maximum numbers of concurrent and of waiting verifications} */
    public KeystoneConfig withMaxCalls(int calls, int waiting) {
        return new KeystoneConfig(
                url,
                trusted,
                credentials,
                connectTimeout,
                callTimeout,
                calls,
                waiting,
                maxTokenBytes,
                rolesOfInterest,
                serviceTypes);
    }

    /** {@return a copy with another maximum length of tokens, in bytes} */
    public KeystoneConfig withMaxTokenBytes(int bytes) {
        return new KeystoneConfig(
                url,
                trusted,
                credentials,
                connectTimeout,
                callTimeout,
                maxCalls,
                maxWaiting,
                bytes,
                rolesOfInterest,
                serviceTypes);
    }

    /** {@return a copy for another access policy} Empty if it accepts any role; null to keep all roles of a token. */
    public KeystoneConfig withRolesOfInterest(@Nullable Set<String> names) {
        return new KeystoneConfig(
                url,
                trusted,
                credentials,
                connectTimeout,
                callTimeout,
                maxCalls,
                maxWaiting,
                maxTokenBytes,
                names,
                serviceTypes);
    }

    /** {@return a copy for a service of other types in Keystone's catalog} */
    public KeystoneConfig withServiceTypes(Set<String> types) {
        return new KeystoneConfig(
                url,
                trusted,
                credentials,
                connectTimeout,
                callTimeout,
                maxCalls,
                maxWaiting,
                maxTokenBytes,
                rolesOfInterest,
                types);
    }

    /** {@return whether tokens would cross a network in clear text: over plain HTTP, unless to a loopback address} */
    public boolean isReadableOnTheWay() {
        return !isEncrypted() && !LOOPBACK.matcher(URI.create(url).getHost()).matches();
    }

    /** {@return whether connections use TLS} */
    public boolean isEncrypted() {
        return url.startsWith(HTTPS);
    }

    @Override
    public String toString() {
        return "Keystone at " + url + (credentials == null ? ", self-validation" : ", asked by " + credentials);
    }

    /** Returns the URL with a scheme in lower case, no slash at the end, and {@code /v3} exactly once. */
    private static String withVersion(String url) {
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException e) {
            throw new InvalidConfigurationException(URL, "be a URL");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        require(
                (scheme.equals("http") || scheme.equals(HTTPS)) && uri.getHost() != null,
                URL,
                "start with http:// or https:// and a host of letters, digits, dots and hyphens");
        require(uri.getPort() != 0 && uri.getPort() <= MAX_PORT, URL, "have a port of 1 to " + MAX_PORT);
        require(
                uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null,
                URL,
                "have no user, query or fragment");
        String path = uri.getRawPath().replaceAll("/+$", "");
        return scheme + "://" + uri.getRawAuthority() + (path.endsWith(VERSION) ? path : path + VERSION);
    }

    private static void requireTimeout(String field, Duration time) {
        require(time.compareTo(MIN_TIMEOUT) >= 0 && time.compareTo(MAX_TIMEOUT) <= 0, field, "be 1 ms to 1 day");
    }

    private static void requireRange(String field, int value, int max) {
        require(value >= 1 && value <= max, field, "be 1 to " + max);
    }
}
