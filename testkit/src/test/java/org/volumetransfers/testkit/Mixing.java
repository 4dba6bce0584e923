package org.volumetransfers.testkit;

import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Simulates state that readers share: of two concurrent readers, each gets the other's result. */
final class Mixing<Q> {

    private final Exchanger<Q> exchanger = new Exchanger<>();

    /** Returns the argument of a concurrent caller, or the caller's own if there is none. */
    Q exchanged(Q own) {
        try {
            return exchanger.exchange(own, 200, TimeUnit.MICROSECONDS);
        } catch (TimeoutException e) {
            return own;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
