package org.volumetransfers.domain;

import java.util.Objects;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * The id of a project (tenant), the owner of transfers.
 *
 * <p><b>Shape:</b> {@code a4a5d4098fb4474fa22cd05f897d6b99} on Huawei Cloud, a UUID with dashes on some OpenStack
 * clouds, {@code firstproject} in the documented example. <b>Bounds:</b> 1 to 64 of {@code A-Z a-z 0-9 _ -}. Ids are
 * compared as text; case and dashes are not normalised.
 */
public record ProjectId(String value) {

    private static final int MAX_LENGTH = 64;

    /**
     * Checks the id.
     *
     * @throws InvalidValueException if the text is out of bounds
     */
    public ProjectId {
        Objects.requireNonNull(value, "project id");
        if (value.isEmpty() || value.length() > MAX_LENGTH || !isAllowed(value)) {
            throw new InvalidValueException("project_id", "be 1 to 64 of A-Z a-z 0-9 _ -");
        }
    }

    private static boolean isAllowed(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!isAllowed(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    }

    @Override
    public String toString() {
        return value;
    }
}
