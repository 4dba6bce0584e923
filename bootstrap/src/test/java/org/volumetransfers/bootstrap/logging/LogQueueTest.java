package org.volumetransfers.bootstrap.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A log whose reader stalls. These tests would not end if a thread that logs waited for the reader. */
@Timeout(30)
class LogQueueTest {

    private static final int LOST = 7;

    private final StallingStream target = new StallingStream();

    /** A log whose reader reads nothing until it is resumed. */
    private static final class StallingStream extends OutputStream {

        private final CountDownLatch stalled = new CountDownLatch(1);
        private final CountDownLatch resumed = new CountDownLatch(1);
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

        @Override
        public void write(byte[] bytes) throws IOException {
            stalled.countDown();
            try {
                resumed.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            taken.write(bytes);
        }

        @Override
        public void write(int b) {
            throw new AssertionError("a line is written whole");
        }

        List<String> messages() {
            return taken.toString(StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst(".*\\] \\w+: ", ""))
                    .toList();
        }
    }

    @AfterEach
    void endStallAndLogging() {
        target.resumed.countDown();
        TestLogging.restore();
    }

    private static void log(String message) {
        System.getLogger("org.volumetransfers.adapter.http").log(System.Logger.Level.INFO, message);
    }

    /** Fills the queue behind one line that is being written. */
    private List<String> fill() throws InterruptedException {
        new LogSetup(LogFormat.TEXT, Level.INFO).apply(target, OutputStream.nullOutputStream(), thrown -> {});
        List<String> messages = new ArrayList<>(List.of("first"));
        log("first");
        target.stalled.await();
        IntStream.range(0, LogQueue.CAPACITY).mapToObj(Integer::toString).forEach(messages::add);
        messages.subList(1, messages.size()).forEach(LogQueueTest::log);
        return messages;
    }

    @Test
    void linesBeyondTheQueueAreDroppedAndCountedInTheirPlace() throws InterruptedException {
        List<String> expected = fill();
        IntStream.range(0, LOST).forEach(i -> log("lost"));

        target.resumed.countDown();
        LogSetup.close();

        expected.add(LOST + " log lines dropped");
        assertEquals(expected, target.messages());
    }

    @Test
    void linesAreWrittenInOrderAtTheEnd() throws InterruptedException {
        List<String> expected = fill();

        target.resumed.countDown();
        LogSetup.close();

        assertEquals(expected, target.messages());
    }

    @Test
    void stalledReaderDoesNotDelayTheEnd() throws InterruptedException {
        fill();

        LogSetup.close();

        assertEquals(List.of(), target.messages());
        assertEquals(1, target.resumed.getCount());
    }

    @Test
    void lineThatCannotBeWrittenIsCounted() {
        List<String> written = new ArrayList<>();
        OutputStream fails = new OutputStream() {
            @Override
            public void write(byte[] bytes) throws IOException {
                String line = new String(bytes, StandardCharsets.UTF_8);
                if (line.contains("unwritable")) {
                    throw new IOException("disk full");
                }
                written.add(line);
            }

            @Override
            public void write(int b) {
                throw new AssertionError("a line is written whole");
            }
        };
        new LogSetup(LogFormat.TEXT, Level.INFO).apply(fails, OutputStream.nullOutputStream(), thrown -> {});

        log("unwritable");
        log("good");
        LogSetup.close();

        assertTrue(written.get(0).endsWith("good" + System.lineSeparator()), written.get(0));
        assertFalse(written.toString().contains("unwritable"));
    }
}
