package org.volumetransfers.domain.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.domain.error.TransferException.Visitor;

class TransferExceptionTest {

    private final InvalidValueException invalidValue = new InvalidValueException("limit", "be at least 1");
    private final OffsetRefusedException offsetRefused =
            new OffsetRefusedException(7, OffsetRefusedException.Reason.PAST_THE_END);
    private final UnknownMarkerException unknownMarker = new UnknownMarkerException("m");
    private final TransferNotFoundException transferNotFound = new TransferNotFoundException("t");
    private final TokenRejectedException tokenRejected = new TokenRejectedException();
    private final WrongProjectException wrongProject = new WrongProjectException();
    private final NotPermittedException notPermitted = new NotPermittedException(NotPermittedException.Reason.NO_ROLES);
    private final BackendUnavailableException backendUnavailable =
            new BackendUnavailableException(Backend.STORAGE, "pool exhausted", null);

    private final List<TransferException> provokedByCallers = List.of(
            invalidValue, offsetRefused, unknownMarker, transferNotFound, tokenRejected, wrongProject, notPermitted);

    @Test
    void theFamilyHasNoOtherKinds() {
        Set<Class<?>> kinds = Set.of(TransferException.class.getPermittedSubclasses());
        assertEquals(
                kinds,
                Stream.concat(provokedByCallers.stream(), Stream.of(backendUnavailable))
                        .map(Object::getClass)
                        .collect(Collectors.toSet()));
    }

    @Test
    void eachKindCallsItsOwnMethodOfTheVisitorWithItself() {
        Visitor<List<Object>> visitor = new NamingVisitor();
        assertEquals(List.of("invalidValue", invalidValue), invalidValue.accept(visitor));
        assertEquals(List.of("offsetRefused", offsetRefused), offsetRefused.accept(visitor));
        assertEquals(List.of("unknownMarker", unknownMarker), unknownMarker.accept(visitor));
        assertEquals(List.of("transferNotFound", transferNotFound), transferNotFound.accept(visitor));
        assertEquals(List.of("tokenRejected", tokenRejected), tokenRejected.accept(visitor));
        assertEquals(List.of("wrongProject", wrongProject), wrongProject.accept(visitor));
        assertEquals(List.of("notPermitted", notPermitted), notPermitted.accept(visitor));
        assertEquals(List.of("backendUnavailable", backendUnavailable), backendUnavailable.accept(visitor));
    }

    @Test
    void errorsThatCallersProvokeCarryNoStackTrace() {
        provokedByCallers.forEach(
                error -> assertEquals(0, error.getStackTrace().length, () -> error + " has no stack trace"));
    }

    @Test
    void aFailureOfABackendCarriesCauseAndStackTrace() {
        IOException cause = new IOException("connection refused");
        BackendUnavailableException error =
                new BackendUnavailableException(Backend.IDENTITY, "identity service is unavailable", cause);
        assertSame(cause, error.getCause());
        assertEquals(Backend.IDENTITY, error.backend());
        assertEquals("identity service is unavailable", error.getMessage());
        assertTrue(error.getStackTrace().length > 0);
        assertNull(backendUnavailable.getCause());
    }

    @Test
    void errorsCarryTheirData() {
        assertEquals("limit", invalidValue.field());
        assertEquals("be at least 1", invalidValue.rule());
        assertEquals("limit must be at least 1", invalidValue.getMessage());
        assertEquals(7, offsetRefused.offset());
        assertEquals(OffsetRefusedException.Reason.PAST_THE_END, offsetRefused.reason());
        assertEquals("unknown marker m", unknownMarker.getMessage());
        assertEquals("t", transferNotFound.id());
        assertEquals("transfer t not found", transferNotFound.getMessage());
        assertEquals(NotPermittedException.Reason.NO_ROLES, notPermitted.reason());
    }

    /** Returns the name of the method that was called, and its argument. */
    private static final class NamingVisitor implements Visitor<List<Object>> {

        @Override
        public List<Object> invalidValue(InvalidValueException error) {
            return List.of("invalidValue", error);
        }

        @Override
        public List<Object> offsetRefused(OffsetRefusedException error) {
            return List.of("offsetRefused", error);
        }

        @Override
        public List<Object> unknownMarker(UnknownMarkerException error) {
            return List.of("unknownMarker", error);
        }

        @Override
        public List<Object> transferNotFound(TransferNotFoundException error) {
            return List.of("transferNotFound", error);
        }

        @Override
        public List<Object> tokenRejected(TokenRejectedException error) {
            return List.of("tokenRejected", error);
        }

        @Override
        public List<Object> wrongProject(WrongProjectException error) {
            return List.of("wrongProject", error);
        }

        @Override
        public List<Object> notPermitted(NotPermittedException error) {
            return List.of("notPermitted", error);
        }

        @Override
        public List<Object> backendUnavailable(BackendUnavailableException error) {
            return List.of("backendUnavailable", error);
        }
    }
}
