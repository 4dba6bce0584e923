package org.volumetransfers.adapter.jdbc;

import static org.volumetransfers.domain.error.InvalidConfigurationException.require;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.volumetransfers.domain.error.InvalidConfigurationException;

/**
 * The parameters that a JDBC URL may have. The driver knows others, which load classes, read files that have nothing to do
 * with TLS, hold secrets, name another user or host, or remove the bound of a wait.
 */
final class UrlParameters {

    private static final String FIELD = "jdbc url";
    private static final String PREFIX = "jdbc:postgresql:";

    /** Bounds of a wait, in whole seconds; 0 would remove them. */
    private static final Set<String> BOUNDS = Set.of("connectTimeout", "loginTimeout");

    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,4}");

    private static final Set<String> ACCEPTED = new TreeSet<>(Set.of(
            "ApplicationName",
            "channelBinding",
            "connectTimeout",
            "currentSchema",
            "gssEncMode",
            "hostRecheckSeconds",
            "loadBalanceHosts",
            "loginTimeout",
            "logServerErrorDetail",
            "preparedStatementCacheQueries",
            "preparedStatementCacheSizeMiB",
            "prepareThreshold",
            "ssl",
            "sslcert",
            "sslkey",
            "sslmode",
            "sslNegotiation",
            "sslrootcert",
            "targetServerType",
            "tcpKeepAlive",
            "tcpNoDelay"));

    private UrlParameters() {}

    /** Checks parameters first: the driver logs a URL that it cannot parse, with any password in it. */
    static void checkUrl(String url) {
        require(url.startsWith(PREFIX), FIELD, "start with " + PREFIX + "//");
        require(!url.contains("password="), FIELD, "not contain a password, which is set separately");
        of(url);
        require(
                withoutParameters(url).indexOf('@') < 0,
                FIELD,
                "not contain a user or a password before the host; both are set separately");
        require(
                Driver.parseURL(url, null) != null,
                FIELD,
                "have the form " + PREFIX + "//host[:port]/database[?parameters]");
    }

    static String withoutParameters(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    /** Splits a URL as the driver does, which decodes values but not names; the last one of a name counts. */
    static Map<String, String> of(String url) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int start = url.indexOf('?') + 1;
        for (String parameter : (start == 0 ? "" : url.substring(start)).split("&", -1)) {
            if (!parameter.isEmpty()) {
                String[] parts = parameter.split("=", 2);
                String value = parts.length == 1 ? "" : parts[1];
                check(parts[0], value);
                parameters.put(parts[0], value);
            }
        }
        return parameters;
    }

    /** Never repeats a value, nor a name that the driver does not know, since it may be the rest of a password. */
    private static void check(String name, String value) {
        require(
                !name.toLowerCase(Locale.ROOT).endsWith("password"),
                FIELD,
                "not contain a password, which is set separately");
        require(!name.equals("user"), FIELD, "not contain a user, which is set separately");
        if (!ACCEPTED.contains(name)) {
            String which = PGProperty.forName(name) == null ? "an unknown parameter" : "the parameter " + name;
            throw new InvalidConfigurationException(
                    FIELD, "not contain " + which + "; accepted are " + String.join(", ", ACCEPTED));
        }
        require(
                !BOUNDS.contains(name) || SECONDS.matcher(value).matches(),
                FIELD,
                "have a " + name + " of 1 to 99999 seconds");
    }
}
