package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.volumetransfers.adapter.http.toolkit.CapturedLog;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.domain.error.OffsetRefusedException;
import org.volumetransfers.domain.error.OffsetRefusedException.Reason;

class FaultLogTest {

    private final List<Throwable> unforeseen = new ArrayList<>();
    private final CapturedLog captured = new CapturedLog();
    private final FaultLog log = new FaultLog(unforeseen::add);
    private final HttpServerExchange exchange = new HttpServerExchange(null);

    @AfterEach
    void stopCapturing() {
        captured.close();
    }

    @Test
    void aFaultOfManyRequestsIsLoggedOnce() {
        for (int i = 0; i < 1000; i++) {
            log.answered(Fault.STORAGE_UNAVAILABLE, unavailable(Backend.STORAGE), "request-" + i);
        }
        LogRecord line = onlyLine();
        assertEquals(Level.WARNING, line.getLevel());
        assertTrue(line.getMessage().contains("request-0"), line.getMessage());
    }

    @Test
    void everyKindOfFaultIsLogged() {
        for (int i = 0; i < 3; i++) {
            log.answered(Fault.STORAGE_UNAVAILABLE, unavailable(Backend.STORAGE), "a");
            log.answered(Fault.IDENTITY_UNAVAILABLE, unavailable(Backend.IDENTITY), "b");
            log.answered(Fault.OVERLOADED, Fault.OVERLOADED.refused(), "c");
            log.answered(Fault.INTERNAL, new IllegalStateException("broken"), "d");
        }
        assertEquals(4, captured.lines().size());
    }

    @Test
    void errorsOfCallersAreNotLoggedByDefault() {
        EnumSet<Fault> logged =
                EnumSet.of(Fault.STORAGE_UNAVAILABLE, Fault.IDENTITY_UNAVAILABLE, Fault.OVERLOADED, Fault.INTERNAL);
        for (Fault fault : EnumSet.complementOf(logged)) {
            log.answered(fault, fault.refused(), "request");
        }
        log.clientCutOff("closed by the client", exchange);
        assertEquals(0, captured.lines().size());
    }

    @Test
    void theFirstRefusalOfOffsetZeroNamesTheRuleThatAcceptsIt() {
        for (int i = 0; i < 10; i++) {
            log.answered(Fault.OFFSET_NOT_POSITIVE, new OffsetRefusedException(0, Reason.NOT_POSITIVE), "request");
        }
        LogRecord line = onlyLine();
        assertEquals(Level.INFO, line.getLevel());
        assertTrue(line.getMessage().contains("lenient"), line.getMessage());
    }

    @Test
    void anUnforeseenFailureIsLoggedWithItsStackTrace() {
        IllegalStateException failure = new IllegalStateException("broken");
        log.answered(Fault.INTERNAL, failure, "request-1");
        LogRecord line = onlyLine();
        assertEquals(Level.SEVERE, line.getLevel());
        assertEquals(failure, line.getThrown());
        assertTrue(line.getMessage().contains("request-1"), line.getMessage());
    }

    @Test
    void allUnforeseenFailuresAreReported() {
        OutOfMemoryError inARequest = new OutOfMemoryError("in a request");
        OutOfMemoryError inAResponse = new OutOfMemoryError("in a response");
        log.answered(Fault.INTERNAL, inARequest, "request-1");
        log.responseFailed(inAResponse, exchange);
        log.answered(Fault.STORAGE_UNAVAILABLE, unavailable(Backend.STORAGE), "request-3");
        log.responseFailed(unavailable(Backend.STORAGE), exchange);
        assertEquals(List.of(inARequest, inAResponse), unforeseen);
    }

    @Test
    void aFailureOfTheServerIsLoggedAndReported() {
        OutOfMemoryError error = new OutOfMemoryError("in the network layer");
        log.serverFailed("the thread I/O-1 has died", error);
        assertEquals(List.of(error), unforeseen);
        assertTrue(onlyLine().getMessage().contains("I/O-1"));
    }

    @Test
    void anUnreachableBackendIsLoggedWithItsCausesOnOneLine() {
        IOException cause = new IOException("refused\r\nby the host", new IllegalStateException("no route"));
        log.answered(
                Fault.STORAGE_UNAVAILABLE,
                new BackendUnavailableException(Backend.STORAGE, "database unavailable", cause),
                "request-1");
        LogRecord line = onlyLine();
        assertNull(line.getThrown());
        assertTrue(line.getMessage().contains("database unavailable"), line.getMessage());
        assertTrue(line.getMessage().contains("refused by the host"), line.getMessage());
        assertTrue(line.getMessage().contains("no route"), line.getMessage());
        assertEquals(1, line.getMessage().lines().count());
    }

    @Test
    void furtherFaultsAreLoggedAtDebugLevel() {
        log.answered(Fault.STORAGE_UNAVAILABLE, unavailable(Backend.STORAGE), "request-1");
        log.answered(Fault.STORAGE_UNAVAILABLE, unavailable(Backend.STORAGE), "request-2");
        log.answered(Fault.NOT_FOUND, Fault.NOT_FOUND.refused(), "request-3");
        assertEquals(3, captured.all().size());
        assertTrue(captured.all().get(1).contains("request-2"));
        assertTrue(captured.all().get(2).contains("request-3"));
    }

    @Test
    void aResponseThatIsCutOffIsLogged() {
        log.responseFailed(unavailable(Backend.STORAGE), exchange);
        log.responseFailed(new NullPointerException("broken"), exchange);
        assertEquals(2, captured.lines().size());
        assertEquals(Level.WARNING, captured.lines().get(0).getLevel());
        assertEquals(Level.SEVERE, captured.lines().get(1).getLevel());
        assertNotNull(captured.lines().get(1).getThrown());
    }

    private LogRecord onlyLine() {
        assertEquals(1, captured.lines().size());
        return captured.lines().get(0);
    }

    private static BackendUnavailableException unavailable(Backend backend) {
        return new BackendUnavailableException(backend, "unavailable", null);
    }
}
