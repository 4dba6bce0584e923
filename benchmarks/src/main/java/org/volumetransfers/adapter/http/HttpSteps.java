package org.volumetransfers.adapter.http;

import java.nio.ByteBuffer;
import org.volumetransfers.application.port.in.TransferListing;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.ProjectId;

/**
 * Makes the measured steps of the HTTP edge accessible. They are package-private, hence this class in their package.
 */
public final class HttpSteps {

    private HttpSteps() {}

    /** Parses a query such as {@code limit=20&offset=40}. */
    public static PageRequest parse(String query) {
        return PageParameters.parse(query).request();
    }

    /** Encodes a step as JSON. */
    public static ByteBuffer json(TransferListing.Step step, String publicUrl, ProjectId project) {
        return new TransferListJson(step, new TransferLinks(publicUrl, project)).next();
    }

    /** Refuses a query and returns the body of the error. */
    public static byte[] refusal(String query) {
        try {
            throw new IllegalStateException(
                    "not refused: " + PageParameters.parse(query).request());
        } catch (RefusedException e) {
            return e.fault().body();
        }
    }
}
