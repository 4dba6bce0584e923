package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Transfers of one project for published clients, numbered from 0 and created one second after another. */
public final class NumberedTransfers {

    /** The volume of every transfer. */
    public static final String VOLUME = "894623a6-e901-4312-aa06-4275e6321cce";

    private static final Instant FIRST = Instant.parse("2024-02-27T10:00:00Z");

    private NumberedTransfers() {}

    /** Returns a new data file with the first transfers. */
    public static Path write(Path directory, String project, int count) throws IOException {
        return Files.writeString(
                directory.resolve("transfers.json"),
                IntStream.range(0, count)
                        .mapToObj(number -> """
                                {"id": "%s", "project_id": "%s", "name": "%s", "volume_id": "%s", "created_at": "%s"}""".formatted(id(number), project, name(number), VOLUME, createdAt(number)))
                        .collect(Collectors.joining(",\n", "{\"transfers\": [\n", "\n]}")));
    }

    /** Returns the ids of the first transfers. */
    public static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(NumberedTransfers::id).toList();
    }

    public static String id(int number) {
        return "00000000-0000-4000-8000-%012d".formatted(number);
    }

    /** Returns a name with characters of one, two and four bytes. */
    public static String name(int number) {
        return "transfer " + number + " \u00e4\ud83d\ude80";
    }

    public static Instant createdAt(int number) {
        return FIRST.plusSeconds(number);
    }
}
