package org.volumetransfers.adapter.http;

import io.undertow.server.HttpServerExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.volumetransfers.application.port.in.ListVolumeTransfers;
import org.volumetransfers.application.port.in.TransferListing;

/**
 * Has the first steps of listings read by the storage executor. What waits there at the same time is read together, a few
 * at once, which a database answers with much less work than one by one; who comes alone waits for nobody. Safe for any
 * number of threads.
 */
final class FirstSteps {

    private final ListVolumeTransfers transfers;
    private final FaultBoundary boundary;
    private final ResponseWriter.Sending sending;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    /** One that waits to be read, and what is done with its step. */
    private record Waiting(
            QueuedWork place,
            HttpServerExchange exchange,
            TransferListing listing,
            Consumer<TransferListing.Step> then) {}

    FirstSteps(ListVolumeTransfers transfers, FaultBoundary boundary, ResponseWriter.Sending sending) {
        this.transfers = transfers;
        this.boundary = boundary;
        this.sending = sending;
    }

    /**
     * Has one read, among others where storage gains by that, so it should not take long. On the I/O thread, as
     * {@code then} may be; else that is run by a storage worker.
     *
     * @throws RefusedException when there is no place in the queue
     */
    void read(HttpServerExchange exchange, TransferListing listing, Consumer<TransferListing.Step> then) {
        if (transfers.firstStepsAtOnce() == 1) {
            readAlone(exchange, listing, then);
            return;
        }
        Waiting own = new Waiting(new QueuedWork(), exchange, listing, then);
        waiting.add(own);
        try {
            sending.storage().execute(() -> takeTurn(own));
        } catch (RuntimeException | Error e) {
            if (!claim(own)) {
                return;
            }
            if (e instanceof RejectedExecutionException) {
                overloaded();
            }
            throw e;
        }
        own.place()
                .refuseAfter(
                        sending.limits().timeouts().queue(), exchange.getIoThread(), boundary.around(exchange, () -> {
                            waiting.remove(own);
                            overloaded();
                        }));
    }

    /**
     * Has one read by itself, which may take long. Otherwise as {@link #read}.
     *
     * @throws RefusedException when there is no place in the queue
     */
    void readAlone(HttpServerExchange exchange, TransferListing listing, Consumer<TransferListing.Step> then) {
        try {
            QueuedWork.hand(
                    sending.storage(),
                    exchange.getIoThread(),
                    sending.limits().timeouts().queue(),
                    boundary.around(exchange, () -> then.accept(listing.firstStep())),
                    boundary.around(exchange, FirstSteps::overloaded));
        } catch (RejectedExecutionException e) {
            overloaded();
        }
    }

    private static void overloaded() {
        throw Fault.OVERLOADED.refused();
    }

    /** Whether the caller is the one to read it or to refuse it; it waits no more either way. */
    private boolean claim(Waiting one) {
        boolean claimed = one.place().claim();
        waiting.remove(one);
        return claimed;
    }

    /**
     * Reads one and takes others along. Whose turn comes when it has been taken along takes nobody: so turns do not pile up
     * in the queue.
     */
    private void takeTurn(Waiting own) {
        if (!claim(own)) {
            return;
        }
        int atOnce = transfers.firstStepsAtOnce();
        List<Waiting> together = new ArrayList<>(atOnce);
        together.add(own);
        Waiting next;
        while (together.size() < atOnce && (next = waiting.poll()) != null) {
            if (next.place().claim()) {
                together.add(next);
            }
        }
        if (together.size() == 1) {
            answer(own, own.listing()::firstStep);
        } else {
            answer(together);
        }
    }

    private void answer(List<Waiting> together) {
        List<Supplier<TransferListing.Step>> steps;
        try {
            steps = transfers.firstSteps(together.stream().map(Waiting::listing).toList());
        } catch (RuntimeException | Error e) {
            together.forEach(each -> boundary.fail(each.exchange(), e));
            return;
        }
        for (int i = 0; i < together.size(); i++) {
            answer(together.get(i), steps.get(i));
        }
    }

    private void answer(Waiting one, Supplier<TransferListing.Step> step) {
        boundary.run(one.exchange(), () -> one.then().accept(step.get()));
    }
}
