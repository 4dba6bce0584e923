package org.volumetransfers.adapter.jdbc;

import java.util.Map;

/** What the PostgreSQL driver is told beside the URL, whose own parameters win. */
final class DriverProperties {

    private DriverProperties() {}

    static Map<String, String> of(JdbcConfig config) {
        String connect = String.valueOf(Math.max(1, config.connectionTimeout().toSeconds()));
        return Map.of(
                "connectTimeout",
                connect,
                "loginTimeout",
                connect,
                // A cancelled statement is cancelled through a connection of its own, which may hang as well.
                "cancelSignalTimeout",
                connect,
                "socketTimeout",
                String.valueOf(config.socketTimeout().toSeconds()),
                "tcpKeepAlive",
                "true",
                "ApplicationName",
                "volume-transfers");
    }
}
