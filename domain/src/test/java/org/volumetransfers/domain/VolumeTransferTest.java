package org.volumetransfers.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.volumetransfers.domain.StoredTextTest.assertRejected;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeTransferTest {

    private static final Instant NOON = Instant.parse("2025-06-15T12:00:00Z");

    @Test
    void nameMayBeNullOrEmpty() {
        assertNull(named(null).name());
        assertEquals("", named("").name());
    }

    @Test
    void nameHas255CharactersAtMost() {
        String longest = "\uD83D\uDE80".repeat(255);
        assertEquals(longest, named(longest).name());
        assertRejected("name", "have at most 255 characters", () -> named(longest + "x"));
    }

    @Test
    void nameIsWellFormedUnicodeWithoutNul() {
        assertRejected("name", "not contain U+0000", () -> named("a\u0000"));
        String half = "\uD83D\uDE80".substring(1);
        assertRejected("name", "be well-formed Unicode", () -> named(half));
    }

    @Test
    void idVolumeIdAndNameHave2400BytesAtMostTogether() {
        String fourBytes = "\uD83D\uDE80";
        assertEquals(2400, sized(fourBytes.repeat(255), fourBytes.repeat(90)));
        assertTooLarge(fourBytes.repeat(255), fourBytes.repeat(90) + "x");
        String threeBytes = "\u8F6C";
        assertEquals(3 * 765, sized(threeBytes.repeat(255), threeBytes.repeat(255)));
        assertTooLarge(fourBytes.repeat(200), fourBytes.repeat(201));
        assertEquals(2040, sized(fourBytes.repeat(255), null));
    }

    /** Returns the bytes of a transfer with this text for both ids. */
    private static int sized(String id, @Nullable String name) {
        VolumeTransfer transfer =
                new VolumeTransfer(new ProjectId("p"), new TransferId(id), name, new VolumeId(id), NOON);
        String texts = transfer.id().value() + transfer.volume() + (name == null ? "" : name);
        return texts.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void assertTooLarge(String id, String name) {
        assertRejected("name", "have at most 2400 bytes together with id and volume_id", () -> sized(id, name));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-06-15T12:00:00.123456789Z, 2025-06-15T12:00:00.123456Z",
        "2025-06-15T12:00:00.000000999Z, 2025-06-15T12:00:00Z",
        "2025-06-15T12:00:00.999999999Z, 2025-06-15T12:00:00.999999Z",
        "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999Z",
        "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999Z",
        "2025-06-15T12:00:00.123456Z, 2025-06-15T12:00:00.123456Z"
    })
    void timeIsTruncatedToMicroseconds(Instant given, Instant kept) {
        assertEquals(kept, created(given).createdAt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z"})
    void timeIsInTheYears1To9999(Instant time) {
        assertEquals(time, created(time).createdAt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-12-31T23:59:59.999999999Z",
                "-0001-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void otherYearsAreRejected(Instant time) {
        assertRejected("created_at", "be in the years 1 to 9999", () -> created(time));
    }

    @Test
    void positionIsItsTimeAndId() {
        VolumeTransfer transfer = created(NOON.plusNanos(1_234));
        assertEquals(new TransferPosition(NOON.plusNanos(1_000), new TransferId("t")), transfer.position());
    }

    private static VolumeTransfer named(@Nullable String name) {
        return new VolumeTransfer(new ProjectId("p"), new TransferId("t"), name, new VolumeId("v"), NOON);
    }

    private static VolumeTransfer created(Instant createdAt) {
        return new VolumeTransfer(new ProjectId("p"), new TransferId("t"), "name", new VolumeId("v"), createdAt);
    }
}
