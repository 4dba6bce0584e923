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
    private final TokenRejectedException tokenRejected = new TokenRejectedException();
    private final WrongProjectException wrongProject = new WrongProjectException();
    private final NotPermittedException notPermitted = new NotPermittedException(NotPermittedException.Reason.NO_ROLES);
    private final BackendUnavailableException backendUnavailable =
            new BackendUnavailableException(Backend.STORAGE, "pool exhausted", null);

    private final List<TransferException> oneOfEach =
            List.of(invalidValue, offsetRefused, tokenRejected, wrongProject, notPermitted, backendUnavailable);

    @Test
    void theseAreAllKinds() {
        Set<Class<?>> kinds = Set.of(TransferException.class.getPermittedSubclasses());
        assertEquals(kinds, oneOfEach.stream().map(Object::getClass).collect(Collectors.toSet()));
    }

    @Test
    void eachKindCallsItsOwnMethodOfTheVisitorWithItself() {
        Visitor<List<Object>> naming = new Naming();
        assertEquals(List.of("invalidValue", invalidValue), invalidValue.accept(naming));
        assertEquals(List.of("offsetRefused", offsetRefused), offsetRefused.accept(naming));
        assertEquals(List.of("tokenRejected", tokenRejected), tokenRejected.accept(naming));
        assertEquals(List.of("wrongProject", wrongProject), wrongProject.accept(naming));
        assertEquals(List.of("notPermitted", notPermitted), notPermitted.accept(naming));
        assertEquals(List.of("backendUnavailable", backendUnavailable), backendUnavailable.accept(naming));
    }

    @Test
    void whatCallersProvokeCarriesNoStackTrace() {
        Stream.of(invalidValue, offsetRefused, tokenRejected, wrongProject, notPermitted)
                .forEach(error -> assertEquals(0, error.getStackTrace().length, () -> error + " is cheap"));
    }

    @Test
    void aBackendsFaultCarriesItsCauseAndPlace() {
        IOException cause = new IOException("connection refused");
        BackendUnavailableException error =
                new BackendUnavailableException(Backend.IDENTITY, "identity service is away", cause);
        assertSame(cause, error.getCause());
        assertEquals(Backend.IDENTITY, error.backend());
        assertEquals("identity service is away", error.getMessage());
        assertTrue(error.getStackTrace().length > 0);
        assertNull(backendUnavailable.getCause());
    }

    @Test
    void errorsTellTheirData() {
        assertEquals("limit", invalidValue.field());
        assertEquals("be at least 1", invalidValue.rule());
        assertEquals("limit must be at least 1", invalidValue.getMessage());
        assertEquals(7, offsetRefused.offset());
        assertEquals(OffsetRefusedException.Reason.PAST_THE_END, offsetRefused.reason());
        assertEquals(NotPermittedException.Reason.NO_ROLES, notPermitted.reason());
    }

    /** Tells which of its methods was called, and with what. */
    private static final class Naming implements Visitor<List<Object>> {

        @Override
        public List<Object> invalidValue(InvalidValueException error) {
            return List.of("invalidValue", error);
        }

        @Override
        public List<Object> offsetRefused(OffsetRefusedException error) {
            return List.of("offsetRefused", error);
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
