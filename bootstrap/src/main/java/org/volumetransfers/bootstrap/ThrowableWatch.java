package org.volumetransfers.bootstrap;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.LoggingEvent;

/**
 * Shows whatever is thrown and then logged to a watcher, since libraries log errors that they go on after. It sees
 * warnings and errors even where their level is not logged, and leaves the decision about logging them to the level.
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
            // Asked whether the level is logged: JBoss Logging would otherwise stop here and keep what was thrown.
            return level.isGreaterOrEqual(Level.WARN) ? FilterReply.ACCEPT : FilterReply.NEUTRAL;
        } else if (arguments != null
                && arguments.length > 0
                && arguments[arguments.length - 1] instanceof Throwable last) {
            watcher.accept(last);
        }
        return FilterReply.NEUTRAL;
    }

    /** Logback takes an event for granted whose logger said that its level is logged. */
    @Override
    public FilterReply decide(Logger logger, LoggingEvent event) {
        super.decide(logger, event);
        Level level = Level.convertAnSLF4JLevel(event.getLevel());
        return level.isGreaterOrEqual(logger.getEffectiveLevel()) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }
}
