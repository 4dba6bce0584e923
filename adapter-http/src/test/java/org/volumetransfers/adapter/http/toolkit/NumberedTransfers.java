package org.volumetransfers.adapter.http.toolkit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferLookup;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeId;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.UnknownMarkerException;
import org.volumetransfers.testkit.SampleTransfers;

/** Storage with any number of transfers in {@link SampleTransfers#FIRST_PROJECT}, which are created on demand. */
public final class NumberedTransfers implements TransferQuery, TransferLookup {

    /** The transfers of one step; a listing of more is sent in parts. */
    public static final int STEP = 256;

    /** About 9 MB of JSON: more than all buffers between server and client hold. */
    public static final int MANY = 20_000;

    private static final Instant START =
            SampleTransfers.plain(SampleTransfers.FIRST_PROJECT, 0).createdAt();
    private static final String LONGEST_NAME = "\uD83D\uDCBF".repeat(255);

    private final int count;
    private final IntFunction<VolumeTransfer> transfers;
    private final AtomicInteger pages = new AtomicInteger();

    private NumberedTransfers(int count, IntFunction<VolumeTransfer> transfers) {
        this.count = count;
        this.transfers = transfers;
    }

    /** Returns storage with this many plain transfers. */
    public static NumberedTransfers plain(int count) {
        return new NumberedTransfers(count, n -> SampleTransfers.plain(SampleTransfers.FIRST_PROJECT, n));
    }

    /** Returns storage with the longest names: a step of them is about 400 kB of JSON. */
    public static NumberedTransfers wide(int count) {
        return new NumberedTransfers(count, n -> {
            VolumeTransfer plain = SampleTransfers.plain(SampleTransfers.FIRST_PROJECT, n);
            VolumeId volume = plain.volume();
            return new VolumeTransfer(plain.project(), plain.id(), LONGEST_NAME, volume, plain.createdAt());
        });
    }

    /** Returns storage with an endless listing. */
    public static NumberedTransfers endless() {
        return plain(Integer.MAX_VALUE);
    }

    /** Returns how many pages have been read. */
    public int pages() {
        return pages.get();
    }

    @Override
    public TransferPage page(PageQuery query) {
        pages.incrementAndGet();
        ProjectId project = query.project();
        long from = query.start()
                .<Long>map(
                        offset -> offset,
                        NumberedTransfers::numberAfter,
                        after -> numberAfter(position(project, after.marker())
                                        .orElseThrow(() -> new UnknownMarkerException(
                                                after.marker().value())))
                                + after.offset());
        if (!project.equals(SampleTransfers.FIRST_PROJECT)) {
            return new TransferPage(List.of(), false);
        }
        long to = Math.min(count, from + query.limit());
        List<VolumeTransfer> page = from >= to
                ? List.of()
                : IntStream.range((int) from, (int) to).mapToObj(transfers).toList();
        return new TransferPage(page, !page.isEmpty() && to < count);
    }

    private static long numberAfter(TransferPosition position) {
        return 1 + Duration.between(START, position.createdAt()).toSeconds();
    }

    @Override
    public Optional<VolumeTransfer> find(ProjectId project, TransferId id) {
        return Optional.of(id.value())
                .filter(text -> text.matches("[-0-9a-f]{27}[0-9]{9}"))
                .map(text -> Integer.parseInt(text.substring(27)))
                .filter(number -> number < count)
                .map(transfers::apply)
                .filter(transfer ->
                        transfer.id().equals(id) && transfer.project().equals(project));
    }

    @Override
    public Optional<TransferPosition> position(ProjectId project, TransferId id) {
        return find(project, id).map(VolumeTransfer::position);
    }
}
