package org.volumetransfers.bootstrap.files;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeId;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.InvalidValueException;

/** Reads files of transfers. */
public final class TransferFile {

    /** The message about an id that occurs twice; it follows the name of the field. */
    public static final String REPEATED = "repeats that of an earlier transfer of the same project";

    private static final JsonForm FORM = new JsonForm(
            "transfers", true, false, List.of("id", "project_id", "name", "volume_id", "created_at", "status"));

    private final ProjectIds projects = new ProjectIds();

    private TransferFile() {}

    /**
     * A transfer in a file.
     *
     * @param stored the transfer and its status
     * @param idPlace where its id is
     */
    public record Entry(StoredTransfer stored, Place idPlace) {}

    /**
     * Reads the valid transfers one at a time, so that the content may be of any size. Ids may occur twice.
     *
     * @throws IOException when the content cannot be read
     */
    public static void read(InputStream content, FileErrors errors, Consumer<Entry> each) throws IOException {
        read(content, errors, (object, entry) -> each.accept(entry));
    }

    /**
     * Reads the pending transfers; others are only checked.
     *
     * @throws IOException when the content cannot be read
     */
    public static List<VolumeTransfer> readPending(InputStream content, FileErrors errors) throws IOException {
        List<VolumeTransfer> pending = new ArrayList<>();
        // For a million transfers about 40 MB, released after reading.
        Map<ProjectId, Set<TransferId>> seen = new HashMap<>();
        read(content, errors, (object, entry) -> {
            VolumeTransfer transfer = entry.stored().transfer();
            if (!seen.computeIfAbsent(transfer.project(), project -> new HashSet<>())
                    .add(transfer.id())) {
                object.error("id", REPEATED);
            } else if (entry.stored().status() == TransferStatus.PENDING) {
                pending.add(transfer);
            }
        });
        return pending;
    }

    private static void read(InputStream content, FileErrors errors, BiConsumer<JsonObject, Entry> each)
            throws IOException {
        TransferFile file = new TransferFile();
        JsonFile.read(
                content, FORM, object -> file.entry(object).ifPresent(entry -> each.accept(object, entry)), errors);
    }

    private Optional<Entry> entry(JsonObject json) {
        Optional<ProjectId> project = json.required("project_id", projects::of);
        Optional<TransferId> id = json.required("id", text -> new TransferId(uuid(text)));
        Optional<VolumeId> volume = json.required("volume_id", text -> new VolumeId(uuid(text)));
        Optional<Instant> createdAt = json.required("created_at", Iso8601::parse);
        Optional<String> name = json.optional("name", Function.identity());
        Optional<TransferStatus> status = json.optional("status", TransferFile::status);
        if (!json.isValid()) {
            return Optional.empty();
        }
        try {
            VolumeTransfer transfer = new VolumeTransfer(
                    project.orElseThrow(),
                    id.orElseThrow(),
                    name.orElse(null),
                    volume.orElseThrow(),
                    createdAt.orElseThrow());
            StoredTransfer stored = new StoredTransfer(transfer, status.orElse(TransferStatus.PENDING));
            return Optional.of(new Entry(stored, json.place("id")));
        } catch (InvalidValueException e) {
            json.error(e.field(), "must " + e.rule());
            return Optional.empty();
        }
    }

    private static String uuid(String text) {
        try {
            if (UUID.fromString(text).toString().equals(text)) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // Rejected below, as are other spellings.
        }
        throw new InvalidValueException(
                "id", "be a UUID in canonical lower case, like cac5c677-73a9-4288-bb9c-b2ebfb547377");
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
