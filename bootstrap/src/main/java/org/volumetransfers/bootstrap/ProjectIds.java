package org.volumetransfers.bootstrap;

import java.util.HashMap;
import java.util.Map;
import org.volumetransfers.domain.ProjectId;

/** Makes transfers of one project share its id, as far as a bounded memory of projects allows. Used by one thread. */
final class ProjectIds {

    /** Most projects that are remembered: less than 2 MB. */
    static final int CAPACITY = 10_000;

    private final Map<String, ProjectId> known = new HashMap<>();

    /**
     * Returns the id of a project.
     *
     * @throws org.volumetransfers.domain.error.InvalidValueException when the text is none
     */
    ProjectId of(String text) {
        ProjectId id = known.get(text);
        if (id == null) {
            id = new ProjectId(text);
            // All at once: files have transfers of a project side by side, or few projects.
            if (known.size() == CAPACITY) {
                known.clear();
            }
            known.put(text, id);
        }
        return id;
    }

    /** The number of projects that are remembered. */
    int size() {
        return known.size();
    }
}
