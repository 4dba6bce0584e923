package org.volumetransfers.testkit;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeId;
import org.volumetransfers.domain.VolumeTransfer;

/** Values are returned as they were stored. */
abstract class FidelityTopic extends QueryTopic {

    FidelityTopic(TransferQueryContract contract) {
        super(contract);
    }

    @Test
    void nullNameStaysNull() {
        assertNamesComeBack(new @Nullable String[] {null});
    }

    @Test
    void emptyNameStaysEmpty() {
        assertNamesComeBack("");
    }

    @Test
    void spacesInNamesComeBack() {
        assertNamesComeBack(" ", "  two before, two after  ", "\u00A0\u3000");
    }

    @Test
    void namesOf255FourByteCharactersComeBack() {
        assertNamesComeBack("\uD83D\uDE80".repeat(255), text(0x20000, 0x20000 + 255));
    }

    @Test
    void combiningCharactersAreNotNormalised() {
        assertNamesComeBack("e\u0301", "\u00E9", "\u212B \uFB01 \u1100\u1161");
    }

    @Test
    void quotesPlaceholdersAndControlCharactersComeBack() {
        assertNamesComeBack(
                "'",
                "'' \" \"\" ` \\ \\\\ \\' \\u0041 \\x41 $$ E'\\n'",
                "'; drop table transfers; --",
                "% %% %s %2F _ ? ?1 :name $1 ${name} #{name} {0} <name>",
                "null",
                "NULL",
                "\\N",
                text(1, ' ') + "\u007F\u0080\u0085\u009F\u2028\u2029\uFEFF",
                "\uFFFD\uFFFE\uFFFF\uFDD0\uDBFF\uDFFF",
                "\u05E9\u05DC\u05D5\u05DD \u202E\u0645\u0631\u062D\u0628\u0627\u202C");
    }

    @Test
    void microsecondsComeBack() {
        assertTimesComeBack(
                "1969-12-31T23:59:59.999999Z",
                "2025-06-15T12:00:00.000001Z",
                "2025-06-15T12:00:00.123456Z",
                "2025-06-15T12:00:00.999999Z");
    }

    @Test
    void timesThatDaylightSavingSkipsOrRepeatsComeBack() {
        assertTimesComeBack(
                "2025-03-30T01:30:00Z", "2025-03-30T02:30:00Z", "2025-10-26T00:30:00Z", "2025-10-26T01:30:00Z");
    }

    @Test
    void theFirstAndTheLastTimeComeBack() {
        assertTimesComeBack("0001-01-01T00:00:00Z", "1582-10-10T00:00:00Z", "9999-12-31T23:59:59.999999Z");
    }

    @Test
    void idsThatAreNoUuidsComeBack() {
        assertIdsComeBack("1", "a/b/../c", "100%2F", " ", " x ", "CAC5C677-73A9-4288-BB9C-B2EBFB547377");
        assertIdsComeBack("\u00FCber", "\u8F6C\u8BA9", "e\u0301", "'\"\\\t\n", "\uD83D\uDCBF".repeat(255));
    }

    @Test
    void theLargestTransferComesBack() {
        assertComeBack(1, i -> SampleTransfers.largest(PROJECT));
    }

    @Test
    void nastyTransfersComeBackOnPagesAndInWalks() {
        List<VolumeTransfer> nasty = SampleTransfers.nasty(PROJECT);
        assertComeBack(nasty.size(), nasty::get);
    }

    private static String text(int firstCodePoint, int end) {
        return IntStream.range(firstCodePoint, end)
                .mapToObj(Character::toString)
                .collect(joining());
    }

    private void assertNamesComeBack(@Nullable String... names) {
        assertComeBack(names.length, i -> SampleTransfers.named(PROJECT, i, names[i]));
    }

    private void assertTimesComeBack(String... times) {
        assertComeBack(times.length, i -> SampleTransfers.at(PROJECT, "id " + i, Instant.parse(times[i])));
    }

    /** Asserts that texts come back as ids of transfers and of volumes, and can be the ids of positions. */
    private void assertIdsComeBack(String... ids) {
        assertComeBack(ids.length, i -> {
            Instant time = SampleTransfers.plainTime(i);
            return new VolumeTransfer(PROJECT, new TransferId(ids[i]), "name", new VolumeId(ids[i]), time);
        });
    }

    private void assertComeBack(int count, IntFunction<VolumeTransfer> transfer) {
        List<VolumeTransfer> all = IntStream.range(0, count).mapToObj(transfer).toList();
        TransferQuery query = holdingPending(all);
        assertPage(all, false, query, PageQuery.atOffset(PROJECT, 0, count));
        assertWalks(all, query, 1);
    }
}
