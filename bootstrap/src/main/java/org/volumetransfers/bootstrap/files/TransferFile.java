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
import java.util.function.BiConsumer;
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

    /** Maximum number of projects remembered: less than 2 MB. */
    static final int MAX_PROJECTS = 10_000;

    private static final JsonForm FORM = new JsonForm(
            "transfers", true, false, List.of("id", "project_id", "name", "volume_id", "created_at", "status"));

    /** The ids of projects by their texts, so that the transfers of a project share one. */
    final Map<String, ProjectId> projects = new HashMap<>();

    /**
     * Reads the valid transfers one at a time, so that the content may be of any size. Ids may occur twice.
     *
     * @param each receives a transfer, and the place of its id
     */
    public static void read(InputStream content, FileErrors errors, BiConsumer<StoredTransfer, Place> each)
            throws IOException {
        TransferFile file = new TransferFile();
        JsonFile.read(
                content,
                FORM,
                errors,
                json -> file.transfer(json).ifPresent(transfer -> each.accept(transfer, json.place("id"))));
    }

    /** Reads the pending transfers; others are only checked. */
    public static List<VolumeTransfer> readPending(InputStream content, FileErrors errors) throws IOException {
        TransferFile file = new TransferFile();
        List<VolumeTransfer> pending = new ArrayList<>();
        // For a million transfers about 40 MB, released after reading.
        Map<ProjectId, Set<TransferId>> seen = new HashMap<>();
        JsonFile.read(
                content,
                FORM,
                errors,
                json -> file.transfer(json).ifPresent(stored -> {
                    VolumeTransfer transfer = stored.transfer();
                    if (!seen.computeIfAbsent(transfer.project(), project -> new HashSet<>())
                            .add(transfer.id())) {
                        json.error("id", REPEATED);
                    } else if (stored.status() == TransferStatus.PENDING) {
                        pending.add(transfer);
                    }
                }));
        return pending;
    }

    private Optional<StoredTransfer> transfer(JsonObject json) {
        Optional<ProjectId> project = json.required("project_id", this::project);
        Optional<TransferId> id = json.required("id", text -> new TransferId(Conversions.uuid(text)));
        Optional<VolumeId> volume = json.required("volume_id", text -> new VolumeId(Conversions.uuid(text)));
        Optional<Instant> createdAt = json.required("created_at", Conversions::time);
        Optional<String> name = json.optional("name", Function.identity());
        Optional<TransferStatus> status = json.optional("status", Conversions.oneOf(TransferStatus.class));
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
            return Optional.of(new StoredTransfer(transfer, status.orElse(TransferStatus.PENDING)));
        } catch (InvalidValueException e) {
            json.error(e.field(), "must " + e.rule());
            return Optional.empty();
        }
    }

    ProjectId project(String text) {
        if (projects.size() == MAX_PROJECTS && !projects.containsKey(text)) {
            // Not one by one: files have few projects, or keep the transfers of each together.
            projects.clear();
        }
        return projects.computeIfAbsent(text, ProjectId::new);
    }
}
