package org.volumetransfers.application.port.in;

import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.ProjectId;

/** Lists the pending transfers of a project. Whether the caller may see them is asked of {@link AuthenticateCaller}. */
public interface ListVolumeTransfers {

    /**
     * Checks what is asked against the paging rule. Storage is not touched before the answer is read, so this never
     * blocks.
     *
     * @param project whose transfers
     * @param request at most how many, and how many to skip
     * @return the answer, not read yet
     * @throws org.volumetransfers.domain.error.OffsetRefusedException when the offset rule takes no offset of 0
     */
    TransferListing list(ProjectId project, PageRequest request);
}
