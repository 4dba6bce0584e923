package org.volumetransfers.bootstrap.files;

import java.util.HashMap;
import java.util.Map;
import org.volumetransfers.domain.ProjectId;

/** Lets the transfers of a project share one id, for a bounded number of projects. Not thread-safe. */
final class ProjectIds {

    /** Maximum number of projects remembered: less than 2 MB. */
    static final int CAPACITY = 10_000;

    private final Map<String, ProjectId> known = new HashMap<>();

    /**
     * Returns the id of a project.
     *
     * @throws org.volumetransfers.domain.error.InvalidValueException when the text is not an id
     */
    ProjectId of(String text) {
        if (known.size() == CAPACITY && !known.containsKey(text)) {
            // Not one by one: files have few projects, or keep the transfers of each together.
            known.clear();
        }
        return known.computeIfAbsent(text, ProjectId::new);
    }

    int size() {
        return known.size();
    }
}
