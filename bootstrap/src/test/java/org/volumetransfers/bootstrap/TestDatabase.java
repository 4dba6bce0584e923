package org.volumetransfers.bootstrap;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Starts PostgreSQL for tests. */
public final class TestDatabase {

    private TestDatabase() {}

    /** Returns a database to start, with enough time for a busy machine. */
    public static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setPort(freePort())
                .setServerConfig("fsync", "off")
                .setPGStartupWait(Duration.ofMinutes(1));
    }

    /** Returns a free port for later use, outside the range that the system assigns. */
    public static int freePort() {
        return ThreadLocalRandom.current()
                .ints(100, 20_000, 32_000)
                .filter(TestDatabase::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
