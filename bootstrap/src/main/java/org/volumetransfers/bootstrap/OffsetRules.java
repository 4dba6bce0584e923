package org.volumetransfers.bootstrap;

import org.volumetransfers.application.service.OffsetRule;

/** The offset rules of the two versions of the API. */
public enum OffsetRules {

    /** As documented. */
    DOCUMENTED(OffsetRule.DOCUMENTED, OffsetRule.DOCUMENTED),

    /** Every offset is accepted. */
    LENIENT(OffsetRule.LENIENT, OffsetRule.LENIENT),

    /** As documented for {@code /v2}, whereas clients of {@code /v3} expect every offset to be accepted. */
    BY_VERSION(OffsetRule.DOCUMENTED, OffsetRule.LENIENT);

    final OffsetRule v2;
    final OffsetRule v3;

    OffsetRules(OffsetRule v2, OffsetRule v3) {
        this.v2 = v2;
        this.v3 = v3;
    }
}
