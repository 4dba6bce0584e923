package org.volumetransfers.testkit;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.VolumeId;
import org.volumetransfers.domain.VolumeTransfer;

/** Fixed transfers for tests: the documented example, plain ones by number, and nasty ones. */
public final class SampleTransfers {

    /** The project of the documented example. */
    public static final ProjectId FIRST_PROJECT = new ProjectId("firstproject");

    private static final String PLAIN_VOLUME = "894623a6-e901-4312-aa06-4275e6321cce";
    private static final int LONGEST = 255;

    private SampleTransfers() {}

    /**
     * Returns the two transfers of the documented example, in order. Source: EVS API Reference, Querying All EVS Disk
     * Transfers, example response, 2024-02-27, which has no times.
     *
     * @return two transfers of {@link #FIRST_PROJECT}
     */
    public static List<VolumeTransfer> documented() {
        String first = "cac5c677-73a9-4288-bb9c-b2ebfb547377";
        String second = "f26c0dee-d20d-4e80-8dee-a8d91b9742a1";
        String secondVolume = "673db275-379f-41af-8371-e1652132b4c1";
        return List.of(
                transfer(FIRST_PROJECT, first, "first volume transfer", PLAIN_VOLUME, plainTime(0)),
                transfer(FIRST_PROJECT, second, "second volume transfer", secondVolume, plainTime(1)));
    }

    /**
     * Returns a transfer with nothing unusual. Each is created one second after that of the number before.
     *
     * @param number its number, 0 to 999999999
     * @return the same transfer for the same project and number
     */
    public static VolumeTransfer plain(ProjectId project, int number) {
        return named(project, number, "transfer " + number);
    }

    /** Returns {@link #plain} of 0, 1, 2 and so on, in order. */
    public static List<VolumeTransfer> plainRows(ProjectId project, int count) {
        return IntStream.range(0, count).mapToObj(i -> plain(project, i)).toList();
    }

    /**
     * Returns transfers that are valid, yet break code that was written for plain ones: names that are null, empty, long, or
     * must be escaped in JSON, SQL and URLs; ids that are not UUIDs; the first and the last valid time.
     *
     * @return the same transfers each time, in order
     */
    public static List<VolumeTransfer> nasty(ProjectId project) {
        return List.of(
                timed(project, 1, "the first time", Instant.parse("0001-01-01T00:00:00Z")),
                timed(project, 2, "before 1970", Instant.parse("1969-12-31T23:59:59.999999Z")),
                named(project, 3, null),
                named(project, 4, ""),
                named(project, 5, "\uD83D\uDE80".repeat(LONGEST)),
                named(project, 6, "e\u0301 is not \u00E9, \u212B is not \u00C5"),
                named(project, 7, "\u05E9\u05DC\u05D5\u05DD \u202Eright to left\u202C \u0645\u0631\u062D\u0628\u0627"),
                named(project, 8, "'; drop table transfers; -- \"quoted\" `back` \\ \\u0041 \\n"),
                named(project, 9, "100% _ %s %d %2F ${name} {0} #{x} <b>&amp;</b> </script>"),
                named(project, 10, "\u0001\b\t\n\f\r\u001B\u007F\u0085\u2028\u2029\uFEFF"),
                named(project, 11, " leading and trailing \u00A0"),
                named(project, 12, "\uFFFD\uFFFF\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uDBFF\uDFFF"),
                named(project, 13, "null"),
                identified(project, 14, "1"),
                identified(project, 15, "a/b/../c"),
                identified(project, 16, "100%2F?x=1&y=2#z;v"),
                identified(project, 17, " with spaces "),
                identified(project, 18, "CAC5C677-73A9-4288-BB9C-B2EBFB547377"),
                identified(project, 19, "\u00FCber-\u8F6C\u8BA9-\uD83D\uDCBE"),
                identified(project, 20, "'\"\\\t\n"),
                identified(project, 21, "\uD83D\uDCBF".repeat(LONGEST)),
                transfer(
                        project,
                        plainId(22),
                        "a volume id that is no UUID",
                        "\u78C1\u76D8/%2F '\"\\ \uD83D\uDCBD",
                        plainTime(22)),
                timed(project, 23, "a microsecond", plainTime(23).plusNanos(1_000)),
                timed(project, 24, "two microseconds", plainTime(23).plusNanos(2_000)),
                timed(project, 25, "the last time", Instant.parse("9999-12-31T23:59:59.999999Z")));
    }

    /** Returns a transfer of as many bytes as a transfer can have. */
    static VolumeTransfer largest(ProjectId project) {
        String id = "\uD83D\uDCBF".repeat(LONGEST);
        String name = "\uD83D\uDE80".repeat((VolumeTransfer.MAX_BYTES - 2 * 4 * LONGEST) / 4);
        return transfer(project, id, name, id, plainTime(0));
    }

    /** Returns a transfer of which only id and time matter. */
    static VolumeTransfer at(ProjectId project, String id, Instant createdAt) {
        return transfer(project, id, "sample", PLAIN_VOLUME, createdAt);
    }

    /** Returns a plain transfer with another name. */
    static VolumeTransfer named(ProjectId project, int number, @Nullable String name) {
        return timed(project, number, name, plainTime(number));
    }

    /** Returns the time of the plain transfer with this number. */
    static Instant plainTime(int number) {
        return Instant.parse("2024-02-27T10:00:00Z").plusSeconds(number);
    }

    private static VolumeTransfer timed(ProjectId project, int number, @Nullable String name, Instant createdAt) {
        return transfer(project, plainId(number), name, PLAIN_VOLUME, createdAt);
    }

    private static VolumeTransfer identified(ProjectId project, int number, String id) {
        return transfer(project, id, "transfer " + number, PLAIN_VOLUME, plainTime(number));
    }

    private static String plainId(int number) {
        return String.format("1a2b3c4d-0000-4000-8000-000%09d", number);
    }

    private static VolumeTransfer transfer(
            ProjectId project, String id, @Nullable String name, String volume, Instant createdAt) {
        return new VolumeTransfer(project, new TransferId(id), name, new VolumeId(volume), createdAt);
    }
}
