package org.volumetransfers.testkit;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.List;
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

    private static final VolumeTransfer PLAIN = FIVE.get(0);

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
    void quotesPlaceholdersAndTheWordNullComeBack() {
        assertNamesComeBack(
                "'",
                "'' \" \"\" ` \\ \\\\ \\' \\u0041 \\x41 $$ E'\\n'",
                "'; drop table transfers; --",
                "% %% %s %2F _ ? ?1 :name $1 ${name} #{name} {0} <name>",
                "null",
                "NULL",
                "\\N");
    }

    @Test
    void controlCharactersNoncharactersAndRightToLeftTextComeBack() {
        assertNamesComeBack(
                text(1, ' ') + "\u007F\u0080\u0085\u009F\u2028\u2029\uFEFF",
                "\uFFFD\uFFFE\uFFFF\uFDD0\uDBFF\uDFFF",
                "\u05E9\u05DC\u05D5\u05DD \u202E\u0645\u0631\u062D\u0628\u0627\u202C");
    }

    @Test
    void microsecondsComeBack() {
        assertTimesComeBack(
                "2025-06-15T12:00:00.000001Z",
                "2025-06-15T12:00:00.123456Z",
                "2025-06-15T12:00:00.999999Z",
                "1969-12-31T23:59:59.999999Z");
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
    }

    @Test
    void idsOfAnyUnicodeComeBack() {
        assertIdsComeBack("\u00FCber", "\u8F6C\u8BA9", "e\u0301", "'\"\\\t\n", "\uD83D\uDCBF".repeat(255));
    }

    @Test
    void theLargestTransferComesBack() {
        assertComesBack(SampleTransfers.largest(PROJECT));
    }

    @Test
    void nastyTransfersComeBackOnPagesAndInWalks() {
        List<VolumeTransfer> nasty = SampleTransfers.nasty(PROJECT);
        TransferQuery query = holdingPending(nasty);
        assertPage(nasty, false, query, PageQuery.atOffset(PROJECT, 0, nasty.size()));
        assertWalks(nasty, query, 1);
    }

    private static String text(int firstCodePoint, int end) {
        return IntStream.range(firstCodePoint, end)
                .mapToObj(Character::toString)
                .collect(joining());
    }

    private void assertNamesComeBack(@Nullable String... names) {
        for (String name : names) {
            assertComesBack(new VolumeTransfer(PROJECT, PLAIN.id(), name, PLAIN.volume(), PLAIN.createdAt()));
        }
    }

    private void assertTimesComeBack(String... times) {
        for (String time : times) {
            assertComesBack(SampleTransfers.at(PROJECT, "t", Instant.parse(time)));
        }
    }

    /** Asserts that texts come back as ids of a transfer and of a volume, and can be the id of a position. */
    private void assertIdsComeBack(String... ids) {
        for (String id : ids) {
            VolumeTransfer transfer =
                    new VolumeTransfer(PROJECT, new TransferId(id), PLAIN.name(), new VolumeId(id), PLAIN.createdAt());
            assertPageAfter(transfer, 1, List.of(), false, assertComesBack(transfer));
        }
    }

    private TransferQuery assertComesBack(VolumeTransfer transfer) {
        TransferQuery query = holdingPending(List.of(transfer));
        assertPage(List.of(transfer), false, query, PageQuery.atOffset(PROJECT, 0, 1));
        return query;
    }
}
