package org.volumetransfers.bootstrap;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How the tests here start a PostgreSQL of their own. */
public final class TestDatabase {

    private TestDatabase() {}

    /** One that is to be started, with the time that a busy machine needs for it. */
    public static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setPort(freePort())
                .setServerConfig("fsync", "off")
                .setPGStartupWait(Duration.ofMinutes(1));
    }

    /** A free port for later, hence not one that the system gives to whoever asks for any. */
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
