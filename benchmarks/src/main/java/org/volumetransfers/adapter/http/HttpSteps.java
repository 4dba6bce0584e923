package org.volumetransfers.adapter.http;

import java.nio.ByteBuffer;
import org.volumetransfers.application.port.in.TransferListing;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.ProjectId;

/**
 * The steps of the HTTP edge that are measured one by one. They are hidden, hence a class in their package, and the only
 * one of this module that knows them.
 */
public final class HttpSteps {

    private HttpSteps() {}

    /** Parses {@code limit=20&offset=40} and the like. */
    public static PageRequest parse(String query) {
        return PageParameters.parse(query).request();
    }

    /** Writes the JSON of a step. */
    public static ByteBuffer json(TransferListing.Step step, String publicUrl, ProjectId project) {
        return new TransferListJson(step, new TransferLinks(publicUrl, project)).next();
    }

    /** Refuses a query, and gives the body of the answer that says so. */
    public static byte[] refusal(String query) {
        try {
            throw new IllegalStateException(
                    "not refused: " + PageParameters.parse(query).request());
        } catch (RefusedException e) {
            return e.fault().body();
        }
    }
}
