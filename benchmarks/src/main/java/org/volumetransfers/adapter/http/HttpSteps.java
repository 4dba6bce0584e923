package org.volumetransfers.adapter.http;

import java.nio.ByteBuffer;
import org.volumetransfers.application.port.in.TransferListing;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.ProjectId;

/** Makes the measured steps of the HTTP edge accessible, which are private to this package. */
public final class HttpSteps {

    private HttpSteps() {}

    /** Parses a query such as {@code limit=20&offset=40}. */
    public static PageRequest parse(String query) {
        return PageParameters.limitAndOffset(new QueryParameters(query));
    }

    /** Encodes a step as JSON. */
    public static ByteBuffer json(TransferListing.Step step, String publicUrl, ProjectId project) {
        TransferLinks links = new TransferLinks(publicUrl, "v2", project);
        return new TransferListJson(step, new TransferJson(links, false), page -> "").takeFirst();
    }

    /** Returns the body of the error with which a query is refused. */
    public static byte[] refusal(String query) {
        try {
            throw new IllegalStateException("accepted: " + parse(query));
        } catch (RefusedException e) {
            return e.fault().body().array();
        }
    }
}
