package org.volumetransfers.application.service;

/** Which offsets a listing takes. */
public enum OffsetRule {

    /**
     * As the EVS page words it: greater than 0 but less than the number of transfers. Other offsets are refused with
     * {@link org.volumetransfers.domain.error.OffsetRefusedException}. Source: EVS API Reference, Querying All EVS Disk
     * Transfers, table 2, 2024-02-27.
     */
    DOCUMENTED,

    /**
     * As the live service was seen to do, and as clients that page until a page is empty need: 0 is the first transfer,
     * and at or past the end there is nothing.
     */
    LENIENT
}
