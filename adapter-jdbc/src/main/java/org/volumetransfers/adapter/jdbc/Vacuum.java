package org.volumetransfers.adapter.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Pages come out of the index alone only where the table knows which rows everybody may see. PostgreSQL finds that out by
 * itself in time; after an import it is wanted at once, and so is it to be rid of the changes that it has made.
 */
final class Vacuum {

    private static final Logger LOG = System.getLogger(Vacuum.class.getPackageName());

    private Vacuum() {}

    /** Outside of a transaction. Whoever may not do this loses nothing but time, so that is only logged. */
    static void afterImport(Handle handle) {
        try {
            handle.execute("vacuum (analyze) volume_transfer");
            if (hasMilestones(handle)) {
                handle.execute("vacuum (analyze) volume_transfer_change, volume_transfer_milestone");
            }
        } catch (JdbiException e) {
            LOG.log(
                    Level.WARNING,
                    "imported, but the table could not be vacuumed: " + Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private static boolean hasMilestones(Handle handle) {
        return handle.createQuery("select to_regclass('volume_transfer_milestone') is not null")
                .mapTo(Boolean.class)
                .one();
    }
}
