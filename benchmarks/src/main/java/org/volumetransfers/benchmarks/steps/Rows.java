package org.volumetransfers.benchmarks.steps;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.volumetransfers.adapter.inmemory.InMemoryTransferQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.VolumeId;
import org.volumetransfers.domain.VolumeTransfer;

/** Test data: ids and names of realistic length, one transfer per second. */
final class Rows {

    static final ProjectId PROJECT = new ProjectId("a4a5d4098fb4474fa22cd05f897d6b99");
    static final Instant START = Instant.parse("2024-01-01T00:00:00.123456Z");

    private Rows() {}

    /** Returns storage with a number of transfers in one project. */
    static InMemoryTransferQuery storage(int count) {
        InMemoryTransferQuery storage = new InMemoryTransferQuery();
        storage.putAll(transfers(count));
        return storage;
    }

    private static List<VolumeTransfer> transfers(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new VolumeTransfer(
                        PROJECT,
                        new TransferId(new UUID(number * 0x9e3779b97f4a7c15L, number).toString()),
                        "transfer number " + number,
                        new VolumeId(new UUID(number, number * 0x9e3779b97f4a7c15L).toString()),
                        START.plusSeconds(number)))
                .toList();
    }
}
