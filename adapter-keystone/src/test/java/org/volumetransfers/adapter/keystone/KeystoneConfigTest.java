package org.volumetransfers.adapter.keystone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.domain.error.InvalidConfigurationException;

class KeystoneConfigTest {

    @ParameterizedTest
    @CsvSource({
        "https://iam.example.com, https://iam.example.com/v3",
        "https://iam.example.com/, https://iam.example.com/v3",
        "https://iam.example.com/v3, https://iam.example.com/v3",
        "https://iam.example.com/v3/, https://iam.example.com/v3",
        "HTTPS://iam.example.com:5000//, https://iam.example.com:5000/v3",
        "http://10.0.0.1/identity, http://10.0.0.1/identity/v3",
        "http://10.0.0.1/identity/v3, http://10.0.0.1/identity/v3",
        "http://[::1]:5000, http://[::1]:5000/v3"
    })
    void theUrlMayIncludeTheVersion(String given, String kept) {
        assertEquals(kept, KeystoneConfig.at(given).url());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "iam.example.com",
                "ftp://iam.example.com",
                "https://",
                "https:///v3",
                "https://user:secret@iam.example.com",
                "https://iam.example.com?x=1",
                "https://iam.example.com#x",
                "https://iam.example.com/a b",
                "https://iam.example.com:0",
                "https://iam.example.com:65536",
                "https://key_stone:5000"
            })
    void anyOtherUrlIsRefused(String url) {
        InvalidConfigurationException refused =
                assertThrows(InvalidConfigurationException.class, () -> KeystoneConfig.at(url));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("keystone url must "), refused::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "https://iam.example.com, false",
        "http://localhost:5000, false",
        "http://LOCALHOST, false",
        "http://127.0.0.1:5000, false",
        "http://127.1.2.3, false",
        "http://[::1]:5000, false",
        "http://iam.example.com, true",
        "http://10.0.0.1:5000, true",
        "http://127.0.0.1.example.com, true",
        "http://localhost.example.com, true",
        "http://0.0.0.0, true"
    })
    void clearTextIsReadableUnlessOnALoopbackAddress(String url, boolean readable) {
        assertEquals(readable, KeystoneConfig.at(url).isReadableOnTheWay());
    }

    @Test
    void boundsAreChecked() {
        KeystoneConfig config = KeystoneConfig.at("https://iam.example.com");
        Duration second = Duration.ofSeconds(1);
        assertThrows(InvalidConfigurationException.class, () -> config.withTimeouts(Duration.ZERO, second));
        assertThrows(InvalidConfigurationException.class, () -> config.withTimeouts(second, Duration.ofDays(2)));
        assertThrows(InvalidConfigurationException.class, () -> config.withMaxCalls(0, 10));
        assertThrows(InvalidConfigurationException.class, () -> config.withMaxCalls(1_001, 10));
        assertThrows(InvalidConfigurationException.class, () -> config.withMaxCalls(1, -1));
        assertThrows(InvalidConfigurationException.class, () -> config.withMaxTokenBytes(0));
        assertThrows(InvalidConfigurationException.class, () -> config.withMaxTokenBytes(131_073));
        assertEquals(16_384, config.maxTokenBytes());
        assertEquals(config, config.withTrusted(List.of()).withCredentials(null).withRolesOfInterest(null));
    }

    @Test
    void theSecondAttemptIsMadeAfterASecondIfThereIsTime() {
        assertEquals(Duration.ofSeconds(1), KeystoneTokenVerifier.secondAttemptDelay(Duration.ofSeconds(5)));
        assertEquals(Duration.ofSeconds(1), KeystoneTokenVerifier.secondAttemptDelay(Duration.ofMinutes(5)));
        assertEquals(Duration.ofMillis(250), KeystoneTokenVerifier.secondAttemptDelay(Duration.ofSeconds(1)));
    }

    @Test
    void cacheBoundsAreChecked() {
        Duration second = Duration.ofSeconds(1);
        assertThrows(InvalidConfigurationException.class, () -> TokenCacheConfig.DEFAULT.withLifetime(Duration.ZERO));
        assertThrows(
                InvalidConfigurationException.class, () -> TokenCacheConfig.DEFAULT.withLifetime(Duration.ofDays(2)));
        assertThrows(
                InvalidConfigurationException.class, () -> new TokenCacheConfig(second, second.negated(), 1, 1, 1));
        assertThrows(InvalidConfigurationException.class, () -> new TokenCacheConfig(second, second, 0, 1, 1));
        assertThrows(InvalidConfigurationException.class, () -> new TokenCacheConfig(second, second, 1, 0, 1));
        assertThrows(InvalidConfigurationException.class, () -> TokenCacheConfig.DEFAULT.withMaxTokenBytes(0));
        assertEquals(Duration.ofMinutes(5), TokenCacheConfig.DEFAULT.lifetime());
        assertEquals(Duration.ofSeconds(10), TokenCacheConfig.DEFAULT.refusalLifetime());
    }
}
