package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGProperty;
import org.volumetransfers.domain.error.InvalidConfigurationException;

class JdbcConfigTest {

    private static final JdbcConfig VALID = JdbcConfig.to("jdbc:postgresql://db.example/transfers", "evs", "s3cr3t");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example/transfers",
                "jdbc:postgresql://db.example:5433/transfers?sslmode=verify-full",
                "jdbc:postgresql://a:1,b:2/transfers?targetServerType=preferSecondary",
                "jdbc:postgresql://[::1]:5432/transfers",
                "jdbc:postgresql:transfers",
                "jdbc:postgresql://db.example/transfers?",
                "jdbc:postgresql://db.example/transfers?ssl&sslrootcert=/etc/ca.pem&ApplicationName=evs",
                "jdbc:postgresql://db.example/transfers?loginTimeout=1&connectTimeout=99999",
            })
    void urlsOfTheDriverAreAccepted(String url) {
        assertEquals(url, JdbcConfig.to(url, "evs", "").url());
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://db.example/transfers, start with jdbc:postgresql://",
        "jdbc:mysql://db.example/transfers, start with jdbc:postgresql://",
        "jdbc:postgresql://db.example/transfers?password=s3cr3t, 'not contain a password, which is set separately'",
        "jdbc:postgresql://db.example/transfers?ssl=true&sslpassword=s3cr3t, 'not contain a password, which is set separately'",
        "jdbc:postgresql://db.example/transfers?PassWord=s3cr3t, 'not contain a password, which is set separately'",
        "jdbc:postgresql://db.example/transfers?ssl&user=s3cr3t, 'not contain a user, which is set separately'",
        "jdbc:postgresql://db.example/transfers?user, 'not contain a user, which is set separately'",
        "jdbc:postgresql://db.example/transfers?loginTimeout=0, have a loginTimeout of 1 to 99999 seconds",
        "jdbc:postgresql://db.example/transfers?loginTimeout=%30, have a loginTimeout of 1 to 99999 seconds",
        "jdbc:postgresql://db.example/transfers?connectTimeout, have a connectTimeout of 1 to 99999 seconds",
        "jdbc:postgresql://evs:s3cr3t@db.example/transfers, "
                + "not contain a user or a password before the host; both are set separately",
        "jdbc:postgresql://db.example:port/transfers, "
                + "have the form jdbc:postgresql://host[:port]/database[?parameters]",
    })
    void urlsThatCannotWorkOrContainSecretsAreRejected(String url, String rule) {
        InvalidConfigurationException e =
                assertThrows(InvalidConfigurationException.class, () -> JdbcConfig.to(url, "evs", ""), "URL accepted");

        assertEquals(rule, e.rule());
        assertFalse(e.toString().contains("s3cr3t"), e::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authenticationPluginClassName",
                "connectExecutor",
                "host",
                "kerberosServerName",
                "loggerFile",
                "options",
                "PGHOST",
                "PGDBNAME",
                "service",
                "socketFactory",
                "socketTimeout",
                "sslfactory",
                "sslhostnameverifier",
                "sslpasswordcallback",
                "xmlFactoryFactory",
                "us%65r",
                "User",
                "SSLMODE",
                "s3cr3t",
            })
    void otherParametersAreRejectedByName(String parameter) {
        InvalidConfigurationException e = assertThrows(
                InvalidConfigurationException.class,
                () -> JdbcConfig.to(
                        "jdbc:postgresql://db.example/t?sslmode=require&" + parameter + "=s3cr3t", "evs", ""));

        String name = PGProperty.forName(parameter) == null ? "an unknown parameter" : "the parameter " + parameter;
        assertTrue(e.rule().startsWith("not contain " + name + "; accepted are ApplicationName, "), e::rule);
        assertTrue(e.rule().contains(", sslmode, "), e::rule);
        assertFalse(e.toString().contains("s3cr3t"), e::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.249S, PT5S, PT7S, be 250 ms to 1 day",
        "PT24H0.001S, PT5S, PT7S, be 250 ms to 1 day",
        "PT2S, PT0S, PT7S, be 1 ms to 1 day",
        "PT2S, PT24H0.001S, PT25H, be 1 ms to 1 day",
        "PT2S, PT5S, PT5S, be longer than the statement timeout",
        "PT2S, PT5S, PT24H0.001S, be at most 1 day",
    })
    void timeoutsOutOfBoundsAreRejected(Duration connection, Duration statement, Duration socket, String rule) {
        assertEquals(
                rule,
                assertThrows(
                                InvalidConfigurationException.class,
                                () -> VALID.withTimeouts(connection, statement, socket))
                        .rule());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1001})
    void poolHasBounds(int size) {
        assertEquals(
                "be a whole number, 1 to 1000",
                assertThrows(InvalidConfigurationException.class, () -> VALID.withPoolSize(size))
                        .rule());
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT1S, 'be a whole number, 1 to 1000000'",
        "1000001, PT1S, 'be a whole number, 1 to 1000000'",
        "1, PT0.000999S, be 1 ms to 1 day",
        "1, PT24H0.001S, be 1 ms to 1 day",
    })
    void queueHasBounds(int size, Duration deadline, String rule) {
        assertEquals(
                rule,
                assertThrows(InvalidConfigurationException.class, () -> VALID.withQueue(size, deadline))
                        .rule());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Transfers", "1st", "pg_own", "a\"b", "a.b", "a b"})
    void schemaNameNeedsNoQuoting(String name) {
        assertThrows(InvalidConfigurationException.class, () -> VALID.withSchemaName(name));
    }

    @Test
    void errorSaysWhatIsAcceptedAndWhereItWasRaised() {
        InvalidConfigurationException e =
                assertThrows(InvalidConfigurationException.class, () -> VALID.withPoolSize(0));

        assertEquals("pool size must be a whole number, 1 to 1000", e.getMessage());
        assertTrue(e.getStackTrace().length > 0);
    }

    @Test
    void userIsRequired() {
        assertThrows(InvalidConfigurationException.class, () -> JdbcConfig.to(VALID.url(), "", ""));
    }

    @Test
    void passwordIsNotPrinted() {
        assertFalse(VALID.toString().contains("s3cr3t"), VALID::toString);
    }

    @Test
    void addressIsTheUrlWithoutParameters() {
        assertEquals(
                "jdbc:postgresql://a,b/transfers",
                JdbcConfig.to("jdbc:postgresql://a,b/transfers?targetServerType=primary&sslmode=require", "evs", "")
                        .address());
        assertEquals(VALID.url(), VALID.address());
    }
}
