package org.volumetransfers.application.service;

/** Which offsets a listing accepts. */
public enum OffsetRule {

    /**
     * As documented: greater than 0 and less than the number of transfers. Other offsets fail with
     * {@link org.volumetransfers.domain.error.OffsetRefusedException}. Source: EVS API Reference, Querying All EVS Disk
     * Transfers, table 2, 2024-02-27.
     */
    DOCUMENTED,

    /**
     * As the live service does, and as clients need that request pages until one is empty: offset 0 starts with the first
     * transfer, and a page at or past the end is empty.
     */
    LENIENT
}
