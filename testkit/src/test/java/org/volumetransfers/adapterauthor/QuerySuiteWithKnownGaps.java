package org.volumetransfers.adapterauthor;

import java.util.Map;

/** The same, with its gaps declared: three tests, and a whole topic. */
public class QuerySuiteWithKnownGaps extends QuerySuiteWithoutKnownGaps {

    /** The reason. */
    public static final String NULL_NAMES = "the storage has no null names";

    private static final String FORGETFUL = "the storage forgets transfers that have ended";

    @Override
    protected Map<String, String> knownGaps() {
        return Map.of(
                "Fidelity.nullNameStaysNull", NULL_NAMES,
                "Fidelity.nastyTransfersComeBackOnPagesAndInWalks", NULL_NAMES,
                "Marker.aMarkerThatHasEndedContinuesAtItsPlace", FORGETFUL,
                "ManyRows", NULL_NAMES);
    }
}
