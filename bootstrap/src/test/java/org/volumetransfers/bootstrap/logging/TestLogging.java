package org.volumetransfers.bootstrap.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import org.slf4j.LoggerFactory;

/** The logging of tests. */
public final class TestLogging {

    private TestLogging() {}

    /** Restores it after a test that has set up logging, which is shared by the whole JVM. */
    public static void restore() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        try {
            new ContextInitializer(context).autoConfig();
        } catch (JoranException e) {
            throw new AssertionError(e);
        }
    }
}
