package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.volumetransfers.adapter.http.engine.ResponseSender;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.application.port.in.TransferListing;
import org.volumetransfers.application.service.BlockingTransferPages;
import org.volumetransfers.application.service.ListVolumeTransfersService;
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeId;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.testkit.SampleTransfers;

/** Contract, section 2. */
class TransferListJsonTest {

    private static final TransferLinks LINKS =
            new TransferLinks("https://localhost", "v2", SampleTransfers.FIRST_PROJECT);

    @Test
    void theDocumentedExampleIsReproduced() throws IOException {
        try (InputStream golden = TransferListJsonTest.class.getResourceAsStream("/golden/two-transfers.json")) {
            assertNotNull(golden);
            assertEquals(RawResponse.tree(golden.readAllBytes()), tree(SampleTransfers.documented()));
        }
    }

    @Test
    void noTransfersAreAnEmptyArray() {
        assertEquals("{\"transfers\":[]}", new String(bytes(List.of()), StandardCharsets.UTF_8));
    }

    @Test
    void aTransferHasExactlyTheDocumentedFieldsInTheirOrder() {
        JsonNode transfer = tree(List.of(SampleTransfers.plain(SampleTransfers.FIRST_PROJECT, 1)))
                .get("transfers")
                .get(0);
        assertEquals(List.of("id", "name", "volume_id", "links"), names(transfer));
        assertEquals(2, transfer.get("links").size());
        assertEquals(List.of("href", "rel"), names(transfer.get("links").get(0)));
        assertEquals("self", transfer.get("links").get(0).get("rel").asText());
        assertEquals("bookmark", transfer.get("links").get(1).get("rel").asText());
    }

    @Test
    void anAbsentNameIsNull() {
        VolumeTransfer plain = SampleTransfers.plain(SampleTransfers.FIRST_PROJECT, 1);
        JsonNode written = tree(List.of(named(plain, null))).get("transfers").get(0);
        assertTrue(written.has("name"));
        assertTrue(written.get("name").isNull());
    }

    @Test
    void textsAreWrittenAsStored() {
        List<VolumeTransfer> nasty = SampleTransfers.nasty(SampleTransfers.FIRST_PROJECT);
        JsonNode written = tree(nasty).get("transfers");
        for (int i = 0; i < nasty.size(); i++) {
            assertEquals(nasty.get(i).id().value(), written.get(i).get("id").textValue());
            assertEquals(nasty.get(i).name(), written.get(i).get("name").textValue());
            assertEquals(
                    nasty.get(i).volume().value(),
                    written.get(i).get("volume_id").textValue());
        }
    }

    @Test
    void charactersOfFourBytesAreWrittenAsFourBytes() {
        VolumeTransfer plain = SampleTransfers.plain(SampleTransfers.FIRST_PROJECT, 1);
        byte[] body = bytes(List.of(named(plain, "\uD83D\uDCBF")));
        assertArrayEquals(
                new byte[] {'"', (byte) 0xF0, (byte) 0x9F, (byte) 0x92, (byte) 0xBF, '"'},
                Arrays.copyOfRange(body, indexOf(body, "name") + 6, indexOf(body, "name") + 12));
    }

    @Test
    void charactersOfFourBytesMayCrossBufferEnds() {
        String name = "\uD83D\uDCBF".repeat(127);
        VolumeTransfer plain = SampleTransfers.plain(SampleTransfers.FIRST_PROJECT, 1);
        List<VolumeTransfer> transfers = IntStream.range(0, 128)
                .mapToObj(n -> named(plain, "x".repeat(n) + name))
                .toList();
        byte[] body = bytes(transfers);
        assertFalse(new String(body, StandardCharsets.UTF_8).contains("\\u"));
        JsonNode written = RawResponse.tree(body).get("transfers");
        for (int n = 0; n < 128; n++) {
            assertEquals("x".repeat(n) + name, written.get(n).get("name").textValue());
        }
    }

    @Test
    void nothingIsEscapedForHtml() {
        VolumeTransfer plain = SampleTransfers.plain(SampleTransfers.FIRST_PROJECT, 1);
        String body = new String(bytes(List.of(named(plain, "<b>&amp;'</b>/"))), StandardCharsets.UTF_8);
        assertTrue(body.contains("\"<b>&amp;'</b>/\""), body);
    }

    @Test
    void severalStepsFormOneJsonText() {
        int count = 3 * NumberedTransfers.STEP + 1;
        List<ByteBuffer> parts = parts(json(NumberedTransfers.plain(count)));
        assertEquals(4, parts.size());
        parts.forEach(part -> assertTrue(part.hasRemaining()));
        JsonNode written = RawResponse.tree(joined(parts)).get("transfers");
        assertEquals(count, written.size());
        for (int i = 0; i < count; i++) {
            assertEquals("transfer " + i, written.get(i).get("name").asText());
        }
    }

    @Test
    @SuppressWarnings("ByteBufferBackingArray") // its length is the memory that the part occupies
    void aPartEndsWithTheTransferThatMakesItLargeEnough() {
        int count = 3 * NumberedTransfers.STEP;
        List<ByteBuffer> parts = parts(json(NumberedTransfers.wide(count)));
        for (ByteBuffer part : parts) {
            assertTrue(part.array().length <= ResponseSender.PART_BYTES * 3 / 2, () -> part + " is too large");
            assertTrue(part.remaining() < ResponseSender.PART_BYTES + 2000, () -> part + " is too large");
        }
        JsonNode written = RawResponse.tree(joined(parts)).get("transfers");
        assertEquals(count, written.size());
        for (int i = 0; i < count; i++) {
            VolumeTransfer expected = SampleTransfers.plain(SampleTransfers.FIRST_PROJECT, i);
            assertEquals(expected.id().value(), written.get(i).get("id").asText());
        }
    }

    @Test
    void aPartIsUnchangedWhileTheNextIsWritten() {
        TransferListJson json = json(NumberedTransfers.plain(2 * NumberedTransfers.STEP));
        ByteBuffer first = json.takeFirst();
        byte[] before = new byte[first.remaining()];
        first.duplicate().get(before);
        json.next().toCompletableFuture().join();
        byte[] after = new byte[first.remaining()];
        first.get(after);
        assertArrayEquals(before, after);
    }

    private static VolumeTransfer named(VolumeTransfer plain, @Nullable String name) {
        TransferId id = plain.id();
        VolumeId volume = plain.volume();
        return new VolumeTransfer(plain.project(), id, name, volume, plain.createdAt());
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static int indexOf(byte[] body, String text) {
        return new String(body, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    private static JsonNode tree(List<VolumeTransfer> transfers) {
        return RawResponse.tree(bytes(transfers));
    }

    private static byte[] bytes(List<VolumeTransfer> transfers) {
        return joined(parts(json(query -> new TransferPage(transfers, false))));
    }

    private static List<ByteBuffer> parts(TransferListJson json) {
        List<ByteBuffer> parts = new ArrayList<>(List.of(json.takeFirst()));
        while (json.hasNext()) {
            parts.add(json.next().toCompletableFuture().join());
        }
        return parts;
    }

    private static byte[] joined(List<ByteBuffer> parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        parts.forEach(part -> body.write(part.array(), part.arrayOffset() + part.position(), part.remaining()));
        return body.toByteArray();
    }

    private static TransferListJson json(TransferQuery query) {
        TransferListing listing = new ListVolumeTransfersService(
                        BlockingTransferPages.direct(query), PagingRule.DOCUMENTED)
                .list(SampleTransfers.FIRST_PROJECT, PageRequest.all());
        return new TransferListJson(
                listing.firstStep().toCompletableFuture().join(),
                new TransferJson(LINKS, false),
                page -> LINKS.page(false, page, new QueryParameters("")));
    }
}
