package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.domain.error.InvalidValueException;

class JdbcConfigTest {

    private static final JdbcConfig GOOD = JdbcConfig.to("jdbc:postgresql://db.example/transfers", "evs", "s3cr3t");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example/transfers",
                "jdbc:postgresql://db.example:5433/transfers?sslmode=verify-full",
                "jdbc:postgresql://a:1,b:2/transfers?targetServerType=preferSecondary",
                "jdbc:postgresql://[::1]:5432/transfers",
                "jdbc:postgresql:transfers",
            })
    void urlsOfTheDriverAreTaken(String url) {
        assertEquals(url, JdbcConfig.to(url, "evs", "").url());
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://db.example/transfers, start with jdbc:postgresql://",
        "jdbc:mysql://db.example/transfers, start with jdbc:postgresql://",
        "jdbc:postgresql://db.example/transfers?password=s3cr3t, not contain a password",
        "jdbc:postgresql://db.example/transfers?ssl=true&sslpassword=s3cr3t, not contain a password",
        "jdbc:postgresql://evs:s3cr3t@db.example/transfers, not contain a user or a password before the host",
        "jdbc:postgresql://db.example:port/transfers, "
                + "have the form jdbc:postgresql://host[:port]/database[?parameters]",
    })
    void urlsThatCannotWorkOrHoldSecretsAreRefused(String url, String rule) {
        InvalidValueException e =
                assertThrows(InvalidValueException.class, () -> JdbcConfig.to(url, "evs", ""), "a URL was taken");

        assertEquals(rule, e.rule());
        assertFalse(e.toString().contains("s3cr3t"), e::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.249S, PT5S, PT7S, be 250 ms to 1 day",
        "PT24H0.001S, PT5S, PT7S, be 250 ms to 1 day",
        "PT2S, PT0S, PT7S, be 1 s to 1 day",
        "PT2S, PT1.5S, PT7S, be in whole seconds",
        "PT2S, PT5S, PT7.001S, be in whole seconds",
        "PT2S, PT5S, PT5S, be longer than the statement timeout",
        "PT2S, PT5S, PT24H1S, be 1 s to 1 day",
    })
    void timeoutsThatWouldNotBeKeptAreRefused(Duration connection, Duration statement, Duration socket, String rule) {
        assertEquals(
                rule,
                assertThrows(InvalidValueException.class, () -> GOOD.withTimeouts(connection, statement, socket))
                        .rule());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1001})
    void poolHasBounds(int size) {
        assertEquals(
                "be a whole number, 1 to 1000",
                assertThrows(InvalidValueException.class, () -> GOOD.withPoolSize(size))
                        .rule());
    }

    @Test
    void userIsNeeded() {
        assertThrows(InvalidValueException.class, () -> JdbcConfig.to(GOOD.url(), "", ""));
    }

    @Test
    void passwordIsNotPrinted() {
        assertFalse(GOOD.toString().contains("s3cr3t"), GOOD::toString);
    }

    @Test
    void addressIsTheUrlWithoutParameters() {
        assertEquals(
                "jdbc:postgresql://a,b/transfers",
                JdbcConfig.to("jdbc:postgresql://a,b/transfers?targetServerType=primary&user=x", "evs", "")
                        .address());
        assertEquals(GOOD.url(), GOOD.address());
    }
}
