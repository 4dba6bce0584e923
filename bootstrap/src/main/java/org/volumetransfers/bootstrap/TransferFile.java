package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeTransfer;

/** Reads the file of {@code --data}. */
final class TransferFile {

    /** What is wrong with an id that is there twice. */
    static final String REPEATED = "is that of an earlier transfer of the same project";

    private final TransferJson json = new TransferJson();
    private final List<VolumeTransfer> pending = new ArrayList<>();
    /** Of a million transfers about 40 MB, given back when the file has been read. */
    private final Map<ProjectId, Set<TransferId>> seen = new HashMap<>();

    private TransferFile() {}

    /**
     * Reads the file whole.
     *
     * @param faults what is wrong with its content; when there is any, the transfers are not all
     * @return the pending transfers; finished ones are checked and left out
     * @throws IOException when there is no such file or it cannot be read
     */
    static List<VolumeTransfer> read(Path file, FileFaults faults) throws IOException {
        TransferFile reading = new TransferFile();
        JsonFile.read(Files.newInputStream(file), TransferJson.FORM, reading::add, faults);
        return reading.pending;
    }

    private void add(JsonObject object) {
        TransferJson.Item item = json.read(object);
        if (item == null) {
            return;
        }
        VolumeTransfer transfer = item.transfer();
        if (!seen.computeIfAbsent(transfer.project(), project -> new HashSet<>())
                .add(transfer.id())) {
            object.fault("id", REPEATED);
        } else if (item.status() == TransferStatus.PENDING) {
            pending.add(transfer);
        }
    }
}
