package org.volumetransfers.bootstrap.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * How the server logs. Everything goes to Logback through SLF4J: the project's own code uses {@link System.Logger}, Undertow
 * and XNIO use JBoss Logging, and the PostgreSQL driver uses {@code java.util.logging}.
 *
 * @param format the format of log events
 * @param level the level of the project's own code
 */
public record LogSetup(LogFormat format, Level level) {

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    /** Disables logging until it is set up; by default, Logback prints everything. */
    public static void disable() {
        context().getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    }

    /** Ends logging, after the events so far have been written or a second has passed. */
    public static void close() {
        context().reset();
    }

    /**
     * Sets up logging for this JVM, without the XML file that would slow down each start.
     *
     * @param target receives the log
     * @param access receives the {@link AccessLog}
     * @param watcher receives each throwable that is logged
     */
    public void apply(OutputStream target, OutputStream access, Consumer<? super Throwable> watcher) {
        System.setProperty("org.jboss.logging.provider", "slf4j");
        if (!SLF4JBridgeHandler.isInstalled()) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
        LoggerContext context = context();
        context.reset();
        context.addTurboFilter(new ThrowableWatch(watcher));
        context.getLogger(Logger.ROOT_LOGGER_NAME)
                .addAppender(started("log", new LogQueue(format, target, LogQueue.CAPACITY)));
        context.getLogger(AccessLog.LOGGER)
                .addAppender(started("access", new LogQueue(format, access, LogQueue.ACCESS_CAPACITY)));
        context.getLogger(AccessLog.LOGGER).setAdditive(false);
        context.getLogger(AccessLog.LOGGER).setLevel(Level.INFO);
        // Below warnings, libraries log what only helps to debug them.
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(level == Level.INFO ? Level.WARN : level);
        context.getLogger("org.volumetransfers").setLevel(level);
        // The pool warns of each connection lost in an outage; the requests that fail are logged already.
        boolean hasWarnings = level == Level.INFO || level == Level.WARN;
        context.getLogger("com.zaxxer.hikari").setLevel(hasWarnings ? Level.ERROR : level);
        // Logs every byte, including tokens.
        context.getLogger("jdk.internal.httpclient").setLevel(Level.OFF);
        context.getLogger("jdk.httpclient").setLevel(Level.OFF);
    }

    private static LogQueue started(String name, LogQueue queue) {
        queue.setContext(context());
        queue.setName(name);
        queue.start();
        return queue;
    }
}
