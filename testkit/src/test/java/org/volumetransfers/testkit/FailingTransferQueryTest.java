package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

class FailingTransferQueryTest {

    private static final PageQuery ASKED = PageQuery.atOffset(SampleTransfers.FIRST_PROJECT, 0, 10);
    private static final TransferPage PAGE = new TransferPage(SampleTransfers.documented(), false);

    @Test
    void alwaysFailsEveryPage() {
        TransferQuery query = FailingTransferQuery.always();
        assertFails(query);
        assertFails(query);
    }

    @Test
    void afterSomePagesItFailsForGood() {
        TransferQuery query = FailingTransferQuery.afterPages(asked -> PAGE, 2);
        assertEquals(PAGE, query.page(ASKED));
        assertEquals(PAGE, query.page(ASKED));
        assertFails(query);
        assertFails(query);
    }

    @Test
    void afterNoPagesItFailsAtOnce() {
        assertFails(FailingTransferQuery.afterPages(asked -> new TransferPage(List.of(), false), 0));
    }

    @Test
    void aNegativeNumberOfPagesIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> FailingTransferQuery.afterPages(asked -> PAGE, -1));
    }

    private static void assertFails(TransferQuery query) {
        BackendUnavailableException failure = assertThrows(BackendUnavailableException.class, () -> query.page(ASKED));
        assertEquals(Backend.STORAGE, failure.backend());
    }
}
