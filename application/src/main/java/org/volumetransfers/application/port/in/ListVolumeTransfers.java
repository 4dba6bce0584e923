package org.volumetransfers.application.port.in;

import java.util.List;
import java.util.function.Supplier;
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

    /**
     * Reads the first steps of several answers, in one go where storage gains by that. May block on storage.
     *
     * @param listings what {@link #list} of this has given, for any projects
     * @return for each listing, in the same order, what gives its first step, or throws as
     *     {@link TransferListing#firstStep} does; a step may be read only when it is asked for, which may block as well
     * @throws org.volumetransfers.domain.error.BackendUnavailableException when storage can answer none of them now
     */
    List<Supplier<TransferListing.Step>> firstSteps(List<TransferListing> listings);

    /**
     * Tells how many answers are worth being given to {@link #firstSteps} in one go.
     *
     * @return at least 1; 1 where storage gains nothing by that
     */
    int firstStepsAtOnce();
}
