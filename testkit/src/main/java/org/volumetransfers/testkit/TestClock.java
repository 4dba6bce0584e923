package org.volumetransfers.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/** A clock that stands still until it is moved. Safe for any number of threads; its zone is always UTC. */
public final class TestClock extends Clock {

    private volatile Instant now;

    private TestClock(Instant now) {
        this.now = Objects.requireNonNull(now, "now");
    }

    /**
     * Makes a clock.
     *
     * @param now what it shows
     * @return the clock
     */
    public static TestClock at(Instant now) {
        return new TestClock(now);
    }

    /**
     * Moves the clock, forth or back.
     *
     * @param now what it shows from here on
     */
    public void moveTo(Instant now) {
        this.now = Objects.requireNonNull(now, "now");
    }

    /**
     * Moves the clock on. Meant for one thread; others may read meanwhile.
     *
     * @param time by how much
     */
    public void advance(Duration time) {
        moveTo(now.plus(time));
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Not supported: a copy in another zone would no longer move along. */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the zone of a test clock is UTC");
    }
}
