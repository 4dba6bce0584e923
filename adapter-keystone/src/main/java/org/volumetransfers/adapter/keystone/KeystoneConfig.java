package org.volumetransfers.adapter.keystone;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * How {@link KeystoneTokenVerifier} reaches Keystone. Start from {@link #at}.
 *
 * @param url where Keystone is, for instance {@code https://iam.example.com/v3} or {@code https://example.com/identity};
 *     what is kept ends with {@code /v3}, whether it was given so or not
 * @param trusted the authorities that may vouch for Keystone's certificate; empty for those that the JVM trusts
 * @param credentials who asks in service-token mode; null for self-validation, in which each token vouches for itself and
 *     no secret is kept
 * @param connectTimeout how long it may take to connect, 1 ms to 1 day
 * @param callTimeout how long one verification may take as a whole, from waiting for a free place to the last byte of the
 *     answer, a second attempt included; 1 ms to 1 day
 * @param maxCalls most verifications that Keystone is asked at a time, 1 to 1000
 * @param maxWaiting most verifications that wait for one of these to end, 0 or more; further ones fail at once
 * @param maxTokenBytes length of the longest token that Keystone is asked about, 1 to 131072; longer ones are rejected.
 *     Self-validation sends a token twice, and many servers take no more than 64 KB of headers
 * @param rolesOfInterest names of the roles that the access policy asks for. Of a token's roles these are kept, or one other
 *     where it has none of these, so that a caller with roles has some. Null to keep all; a token with more than 1000 is
 *     then of no use
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
        @Nullable Set<String> rolesOfInterest) {

    private static final String VERSION = "/v3";
    private static final String HTTP = "http";
    private static final String HTTPS = "https";
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final int MAX_PORT = 65_535;
    private static final int MOST_CALLS = 1000;
    private static final int MOST_TOKEN_BYTES = 131_072;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * Checks everything but whether Keystone is there.
     *
     * @param url where Keystone is
     * @param trusted the authorities that may vouch for Keystone's certificate
     * @param credentials who asks in service-token mode
     * @param connectTimeout how long it may take to connect
     * @param callTimeout how long one verification may take as a whole
     * @param maxCalls most verifications that Keystone is asked at a time
     * @param maxWaiting most verifications that wait
     * @param maxTokenBytes length of the longest token that Keystone is asked about
     * @param rolesOfInterest names of the roles that the access policy asks for, or null
     * @throws InvalidValueException when something is out of bounds
     */
    public KeystoneConfig {
        url = withVersion(url);
        trusted = List.copyOf(trusted);
        requireTimeout("connect timeout", connectTimeout);
        requireTimeout("call timeout", callTimeout);
        require(maxCalls >= 1 && maxCalls <= MOST_CALLS, "max calls", "be 1 to " + MOST_CALLS);
        require(maxWaiting >= 0, "max waiting", "be 0 or more");
        require(
                maxTokenBytes >= 1 && maxTokenBytes <= MOST_TOKEN_BYTES,
                "max token bytes",
                "be 1 to " + MOST_TOKEN_BYTES);
        rolesOfInterest = rolesOfInterest == null ? null : Set.copyOf(rolesOfInterest);
    }

    /**
     * Self-validation, authorities of the JVM, 2 s to connect, 5 s for a whole verification, 32 at a time and 1000 that
     * wait, tokens of at most 16,384 bytes, all roles.
     *
     * @param url where Keystone is, with or without {@code /v3}
     * @return safe defaults
     * @throws InvalidValueException when the URL is none of an HTTP service
     */
    public static KeystoneConfig at(String url) {
        return new KeystoneConfig(
                url, List.of(), null, Duration.ofSeconds(2), Duration.ofSeconds(5), 32, 1000, 16_384, null);
    }

    /**
     * The same with other authorities.
     *
     * @param authorities those that may vouch for Keystone's certificate; empty for those that the JVM trusts
     * @return changed configuration
     */
    public KeystoneConfig withTrusted(List<X509Certificate> authorities) {
        return new KeystoneConfig(
                url,
                authorities,
                credentials,
                connectTimeout,
                callTimeout,
                maxCalls,
                maxWaiting,
                maxTokenBytes,
                rolesOfInterest);
    }

    /**
     * The same in service-token mode, or with self-validation.
     *
     * @param asker who asks, or null for self-validation
     * @return changed configuration
     */
    public KeystoneConfig withCredentials(@Nullable ServiceCredentials asker) {
        return new KeystoneConfig(
                url, trusted, asker, connectTimeout, callTimeout, maxCalls, maxWaiting, maxTokenBytes, rolesOfInterest);
    }

    /**
     * The same with other timeouts.
     *
     * @param connect how long it may take to connect
     * @param call how long one verification may take as a whole
     * @return changed configuration
     */
    public KeystoneConfig withTimeouts(Duration connect, Duration call) {
        return new KeystoneConfig(
                url, trusted, credentials, connect, call, maxCalls, maxWaiting, maxTokenBytes, rolesOfInterest);
    }

    /**
     * The same with other bounds on what Keystone is asked.
     *
     * @param calls most verifications at a time
     * @param waiting most verifications that wait
     * @return changed configuration
     */
    public KeystoneConfig withMaxCalls(int calls, int waiting) {
        return new KeystoneConfig(
                url, trusted, credentials, connectTimeout, callTimeout, calls, waiting, maxTokenBytes, rolesOfInterest);
    }

    /**
     * The same with another bound on the length of tokens.
     *
     * @param bytes length of the longest token that Keystone is asked about
     * @return changed configuration
     */
    public KeystoneConfig withMaxTokenBytes(int bytes) {
        return new KeystoneConfig(
                url, trusted, credentials, connectTimeout, callTimeout, maxCalls, maxWaiting, bytes, rolesOfInterest);
    }

    /**
     * The same for another access policy.
     *
     * @param names the roles that the policy asks for, empty where any will do; null to keep all of a token's roles
     * @return changed configuration
     */
    public KeystoneConfig withRolesOfInterest(@Nullable Set<String> names) {
        return new KeystoneConfig(
                url, trusted, credentials, connectTimeout, callTimeout, maxCalls, maxWaiting, maxTokenBytes, names);
    }

    /**
     * Tells whether tokens would cross a network as they are.
     *
     * @return true for plain HTTP to anything but a loopback address
     */
    public boolean isReadableOnTheWay() {
        URI uri = URI.create(url);
        return !isEncrypted() && !LOOPBACK.matcher(hostOf(uri)).matches();
    }

    /**
     * Tells whether certificates matter.
     *
     * @return true for HTTPS
     */
    public boolean isEncrypted() {
        return url.startsWith(HTTPS);
    }

    @Override
    public String toString() {
        return "Keystone at " + url + (credentials == null ? ", self-validation" : ", asked by " + credentials);
    }

    /** Scheme in lower case, no slash at the end, {@code /v3} exactly once. */
    private static String withVersion(String url) {
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException e) {
            throw new InvalidValueException("keystone url", "be a URL");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        require(
                (scheme.equals(HTTP) || scheme.equals(HTTPS)) && uri.getHost() != null,
                "keystone url",
                "start with http:// or https:// and a host of letters, digits, dots and hyphens");
        require(
                uri.getPort() == -1 || (uri.getPort() >= 1 && uri.getPort() <= MAX_PORT),
                "keystone url",
                "have a port of 1 to " + MAX_PORT);
        require(
                uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null,
                "keystone url",
                "have no user, query or fragment");
        String path = uri.getRawPath().replaceAll("/+$", "");
        return scheme + "://" + uri.getRawAuthority() + (path.endsWith(VERSION) ? path : path + VERSION);
    }

    private static String hostOf(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    private static void requireTimeout(String field, Duration timeout) {
        require(timeout.compareTo(SHORTEST) >= 0 && timeout.compareTo(LONGEST) <= 0, field, "be 1 ms to 1 day");
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw new InvalidValueException(field, rule);
        }
    }
}
