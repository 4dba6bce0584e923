package org.volumetransfers.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/** A clock that stands still until it is moved, in UTC. Safe for use by multiple threads. */
public final class TestClock extends Clock {

    private volatile Instant now;

    private TestClock(Instant now) {
        this.now = Objects.requireNonNull(now, "now");
    }

    /** Returns a clock that shows this time. */
    public static TestClock at(Instant now) {
        return new TestClock(now);
    }

    /** Moves the clock forward or back. */
    public void moveTo(Instant now) {
        this.now = Objects.requireNonNull(now, "now");
    }

    /** Moves the clock forward. Only one thread may move a clock. */
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

    /** Not supported, since a copy in another zone would not move with this clock. */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the zone of a test clock is UTC");
    }
}
