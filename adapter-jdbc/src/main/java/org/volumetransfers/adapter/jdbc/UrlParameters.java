package org.volumetransfers.adapter.jdbc;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.postgresql.PGProperty;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * The parameters that a JDBC URL may carry. The driver knows others that load classes, read files that have nothing to do
 * with TLS, hold secrets, name another user or host, or remove the bound of a wait.
 */
final class UrlParameters {

    private static final String FIELD = "jdbc url";

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

    /** Splits a URL as the driver does, which decodes values and not names; the last of two with one name counts. */
    static Map<String, String> of(String url) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int start = url.indexOf('?');
        if (start >= 0) {
            for (String parameter : url.substring(start + 1).split("&", -1)) {
                if (!parameter.isEmpty()) {
                    String[] parts = parameter.split("=", 2);
                    requireAccepted(parts[0], parts.length == 1 ? "" : parts[1]);
                    parameters.put(parts[0], parts.length == 1 ? "" : parts[1]);
                }
            }
        }
        return parameters;
    }

    /** Never repeats a value, nor a name that the driver does not know: it may be the rest of a password. */
    private static void requireAccepted(String name, String value) {
        if (name.toLowerCase(Locale.ROOT).endsWith("password")) {
            throw new InvalidValueException(FIELD, "not contain a password");
        }
        if (name.equals("user")) {
            throw new InvalidValueException(FIELD, "not contain a user, which is set separately");
        }
        if (!ACCEPTED.contains(name)) {
            String which = PGProperty.forName(name) == null ? "an unknown parameter" : "the parameter " + name;
            throw new InvalidValueException(
                    FIELD, "not contain " + which + "; accepted are " + String.join(", ", ACCEPTED));
        }
        if (BOUNDS.contains(name) && !SECONDS.matcher(value).matches()) {
            throw new InvalidValueException(FIELD, "have a " + name + " of 1 to 99999 seconds");
        }
    }
}
