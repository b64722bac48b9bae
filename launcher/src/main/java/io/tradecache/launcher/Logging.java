package io.tradecache.launcher;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import io.tradecache.launcher.Settings.LogFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sets up the log, which goes to standard error. What it says is set by {@code logback.xml}. */
final class Logging {

    private Logging() {}

    static void start(LogFormat format) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            SeldomLines seldom = new SeldomLines(System::nanoTime);
            seldom.setContext(context);
            seldom.start();
            context.addTurboFilter(seldom);
            if (format == LogFormat.JSON) {
                writeJson(context);
            }
        }
    }

    private static void writeJson(LoggerContext context) {
        Appender<ILoggingEvent> console =
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("console");
        if (console instanceof OutputStreamAppender<ILoggingEvent> stream) {
            JsonEncoder encoder = new JsonEncoder();
            encoder.setContext(context);
            encoder.start();
            stream.setEncoder(encoder);
        }
    }
}
