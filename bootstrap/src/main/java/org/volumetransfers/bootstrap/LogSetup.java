package org.volumetransfers.bootstrap;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * How the server logs: everything ends in logback. Our own code speaks {@link System.Logger}, Undertow and XNIO speak
 * JBoss Logging, the database's driver speaks {@code java.util.logging}; all find their way through SLF4J.
 *
 * @param format how a line looks
 * @param level what our own code logs
 */
record LogSetup(Format format, Level level) {

    /** How a line looks. */
    enum Format {
        TEXT,
        JSON
    }

    private static final String POOL = "com.zaxxer.hikari";
    private static final String OURS = "org.volumetransfers";
    private static final List<String> HTTP_CLIENT = List.of("jdk.internal.httpclient", "jdk.httpclient");

    /** Lets nothing be heard before it is known how: what logback does without being told is to print all of it. */
    static void silence() {
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(Logger.ROOT_LOGGER_NAME)
                .setLevel(Level.OFF);
    }

    /**
     * Sets up logging for this JVM, in code: reading an XML file would delay each start.
     *
     * @param target takes the lines, written by one thread; it may block without delaying other threads
     * @param watcher sees what is thrown and then logged, whatever the level; called by the thread that logs
     */
    void apply(OutputStream target, Consumer<? super Throwable> watcher) {
        System.setProperty("org.jboss.logging.provider", "slf4j");
        if (!SLF4JBridgeHandler.isInstalled()) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.addTurboFilter(new ThrowableWatch(watcher));
        LogQueue queue = new LogQueue(encoder(context), target);
        queue.setContext(context);
        queue.setName("log");
        queue.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(levelOfOthers());
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(queue);
        context.getLogger(POOL).setLevel(levelOfPool());
        // It tells of every byte, tokens among them, and only to those who mend it.
        HTTP_CLIENT.forEach(name -> context.getLogger(name).setLevel(Level.OFF));
        context.getLogger(OURS).setLevel(level);
    }

    /** Ends logging, once the lines so far are written, or after a second. */
    static void close() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
    }

    private Encoder<ILoggingEvent> encoder(LoggerContext context) {
        Encoder<ILoggingEvent> encoder = format == Format.JSON ? new JsonLogEncoder() : new TextLogEncoder();
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    /** What Undertow and the rest say below a warning is for those who look for a fault in them. */
    private Level levelOfOthers() {
        return level == Level.INFO ? Level.WARN : level;
    }

    /** The pool warns of every connection that an outage has cost; requests that fail for it have their line already. */
    private Level levelOfPool() {
        return level == Level.INFO || level == Level.WARN ? Level.ERROR : level;
    }
}
