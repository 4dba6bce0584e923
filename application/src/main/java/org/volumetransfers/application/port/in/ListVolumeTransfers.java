package org.volumetransfers.application.port.in;

import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.ProjectId;

/** Lists the pending transfers of a project. Does not check the caller, which is up to {@link AuthenticateCaller}. */
public interface ListVolumeTransfers {

    /**
     * Checks a request against the paging rule. Reads nothing: storage is read through the listing. Never blocks.
     *
     * @param project the project whose transfers are listed
     * @param request how many transfers to skip and to return
     * @return the listing, not read yet
     * @throws org.volumetransfers.domain.error.OffsetRefusedException if the offset is 0 and the offset rule refuses that
     */
    TransferListing list(ProjectId project, PageRequest request);
}
