package org.volumetransfers.bootstrap.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.LoggingEvent;

/**
 * Passes each logged throwable to a watcher, since libraries log errors and go on. Sees warnings and errors even where
 * their level is disabled, and does not change what is logged.
 */
final class ThrowableWatch extends TurboFilter {

    private final Consumer<? super Throwable> watcher;

    ThrowableWatch(Consumer<? super Throwable> watcher) {
        this.watcher = watcher;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        if (thrown != null) {
            watcher.accept(thrown);
        } else if (format == null) {
            // A check whether the level is enabled: if it were not, JBoss Logging would not pass the throwable on.
            return level.isGreaterOrEqual(Level.WARN) ? FilterReply.ACCEPT : FilterReply.NEUTRAL;
        } else if (arguments != null
                && arguments.length > 0
                && arguments[arguments.length - 1] instanceof Throwable last) {
            watcher.accept(last);
        }
        return FilterReply.NEUTRAL;
    }

    /** Denies events of disabled levels, which Logback does not check again after a check that was accepted. */
    @Override
    public FilterReply decide(Logger logger, LoggingEvent event) {
        super.decide(logger, event);
        Level level = Level.convertAnSLF4JLevel(event.getLevel());
        return level.isGreaterOrEqual(logger.getEffectiveLevel()) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }
}
