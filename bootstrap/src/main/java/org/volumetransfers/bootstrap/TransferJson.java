package org.volumetransfers.bootstrap;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeId;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.InvalidValueException;

/** Makes transfers of JSON objects; knows nothing of what stands around them. */
final class TransferJson {

    /** What files of transfers look like. */
    static final JsonFile.Form FORM = new JsonFile.Form(
            "transfers", List.of("id", "project_id", "name", "volume_id", "created_at", "status"), true);

    private static final int UUID_LENGTH = 36;

    private final ProjectIds projects = new ProjectIds();

    /** A transfer as files know it: finished ones are still there. */
    record Item(VolumeTransfer transfer, TransferStatus status) {}

    /** Reads a transfer; null when something is wrong with it, which has then been noted. */
    @Nullable Item read(JsonObject json) {
        ProjectId project = json.required("project_id", projects::of);
        TransferId id = json.required("id", text -> new TransferId(uuid("id", text)));
        VolumeId volume = json.required("volume_id", text -> new VolumeId(uuid("volume_id", text)));
        Instant createdAt = json.required("created_at", text -> Iso8601.moment("created_at", text));
        String name = json.optional("name", text -> text);
        TransferStatus status = json.optional("status", TransferJson::status);
        if (project == null || id == null || volume == null || createdAt == null || json.isFaulty()) {
            return null;
        }
        try {
            VolumeTransfer transfer = new VolumeTransfer(project, id, name, volume, createdAt);
            return new Item(transfer, status == null ? TransferStatus.PENDING : status);
        } catch (InvalidValueException e) {
            json.fault(e.field(), "must " + e.rule());
            return null;
        }
    }

    /** Written out: with a pattern this would be a third of the time to read a large file. */
    private static boolean isCanonicalUuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (dash ? c != '-' : !hex) {
                return false;
            }
        }
        return true;
    }

    private static String uuid(String field, String text) {
        if (!isCanonicalUuid(text)) {
            throw new InvalidValueException(
                    field, "be a UUID in canonical lower case, like cac5c677-73a9-4288-bb9c-b2ebfb547377");
        }
        return text;
    }

    private static TransferStatus status(String text) {
        return switch (text) {
            case "pending" -> TransferStatus.PENDING;
            case "accepted" -> TransferStatus.ACCEPTED;
            case "deleted" -> TransferStatus.DELETED;
            default -> throw new InvalidValueException("status", "be pending, accepted or deleted");
        };
    }
}
