package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertIterableEquals;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeId;
import org.volumetransfers.domain.VolumeTransfer;

/** Values come back as they were stored. */
abstract class FidelityTopic extends QueryTopic {

    private static final VolumeTransfer PLAIN = SampleTransfers.plain(PROJECT, 0);

    FidelityTopic(Function<Collection<StoredTransfer>, TransferQuery> source) {
        super(source);
    }

    @Test
    void nullNameStaysNull() {
        assertNameComesBack(null);
    }

    @Test
    void emptyNameStaysEmpty() {
        assertNameComesBack("");
    }

    @Test
    void spacesInNamesStay() {
        assertNameComesBack(" ");
        assertNameComesBack("  two before, two behind  ");
        assertNameComesBack("\u00A0\u3000");
    }

    @Test
    void namesOf255FourByteCharactersComeBack() {
        assertNameComesBack("\uD83D\uDE80".repeat(255));
        StringBuilder different = new StringBuilder();
        for (int i = 0; i < 255; i++) {
            different.appendCodePoint(0x20000 + i);
        }
        assertNameComesBack(different.toString());
    }

    @Test
    void combiningCharactersAreNotNormalised() {
        assertNameComesBack("e\u0301");
        assertNameComesBack("\u00E9");
        assertNameComesBack("\u212B \uFB01 \u1100\u1161");
    }

    @Test
    void rightToLeftTextComesBack() {
        assertNameComesBack("\u05E9\u05DC\u05D5\u05DD \u202E\u0645\u0631\u062D\u0628\u0627\u202C");
    }

    @Test
    void quotesAndBackslashesComeBack() {
        assertNameComesBack("'");
        assertNameComesBack("'' \" \"\" ` \\ \\\\ \\' \\u0041 \\x41 $$ E'\\n'");
        assertNameComesBack("'; drop table transfers; --");
    }

    @Test
    void placeholdersComeBack() {
        assertNameComesBack("% %% %s %2F _ ? ?1 :name $1 ${name} #{name} {0} <name>");
    }

    @Test
    void controlCharactersComeBack() {
        StringBuilder controls = new StringBuilder();
        for (char c = 1; c < ' '; c++) {
            controls.append(c);
        }
        assertNameComesBack(
                controls.append("\u007F\u0080\u0085\u009F\u2028\u2029\uFEFF").toString());
    }

    @Test
    void noncharactersComeBack() {
        assertNameComesBack("\uFFFD\uFFFE\uFFFF\uFDD0\uDBFF\uDFFF");
    }

    @Test
    void theNameNullIsATextLikeAnyOther() {
        assertNameComesBack("null");
        assertNameComesBack("NULL");
        assertNameComesBack("\\N");
    }

    @Test
    void microsecondsComeBack() {
        assertTimeComesBack("2025-06-15T12:00:00.000001Z");
        assertTimeComesBack("2025-06-15T12:00:00.123456Z");
        assertTimeComesBack("2025-06-15T12:00:00.999999Z");
        assertTimeComesBack("1969-12-31T23:59:59.999999Z");
    }

    @Test
    void timesInAnHourThatSummerTimeSkipsOrRepeatsComeBack() {
        assertTimeComesBack("2025-03-30T01:30:00Z");
        assertTimeComesBack("2025-03-30T02:30:00Z");
        assertTimeComesBack("2025-10-26T00:30:00Z");
        assertTimeComesBack("2025-10-26T01:30:00Z");
    }

    @Test
    void theFirstAndTheLastTimeComeBack() {
        assertTimeComesBack("0001-01-01T00:00:00Z");
        assertTimeComesBack("1582-10-10T00:00:00Z");
        assertTimeComesBack("9999-12-31T23:59:59.999999Z");
    }

    @Test
    void idsThatAreNoUuidsComeBack() {
        for (String id : List.of("1", "a/b/../c", "100%2F", " ", " x ", "CAC5C677-73A9-4288-BB9C-B2EBFB547377")) {
            assertIdComesBack(id);
        }
    }

    @Test
    void idsOfAnyUnicodeComeBack() {
        for (String id : List.of("\u00FCber", "\u8F6C\u8BA9", "e\u0301", "'\"\\\t\n", "\uD83D\uDCBF".repeat(255))) {
            assertIdComesBack(id);
        }
    }

    @Test
    void nastyTransfersComeBackOnPagesAndOnWalks() {
        List<VolumeTransfer> nasty = SampleTransfers.nasty(PROJECT);
        TransferQuery query = holdingPending(nasty);
        assertPage(nasty, false, query, PageQuery.atOffset(PROJECT, 0, nasty.size()));
        assertIterableEquals(nasty, walk(query, PROJECT, 1, nasty.size()));
    }

    private void assertNameComesBack(@Nullable String name) {
        assertComesBack(new VolumeTransfer(PROJECT, PLAIN.id(), name, PLAIN.volume(), PLAIN.createdAt()));
    }

    private void assertTimeComesBack(String time) {
        assertComesBack(new VolumeTransfer(PROJECT, PLAIN.id(), PLAIN.name(), PLAIN.volume(), Instant.parse(time)));
    }

    /** As the id of a transfer and as that of a volume, and as a place to start behind. */
    private void assertIdComesBack(String id) {
        VolumeTransfer transfer =
                new VolumeTransfer(PROJECT, new TransferId(id), PLAIN.name(), new VolumeId(id), PLAIN.createdAt());
        TransferQuery query = assertComesBack(transfer);
        assertPage(List.of(), false, query, PageQuery.after(PROJECT, transfer.position(), 1));
    }

    private TransferQuery assertComesBack(VolumeTransfer transfer) {
        TransferQuery query = holdingPending(List.of(transfer));
        assertPage(List.of(transfer), false, query, PageQuery.atOffset(PROJECT, 0, 1));
        return query;
    }
}
