package io.vectrail.edge;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Every line that is logged, ours at every level, with the exceptions in it; until it is closed. */
final class LoggedLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private LoggedLines() {}

    static LoggedLines listen() {
        Logger ours = (Logger) LoggerFactory.getLogger("io.vectrail");
        ours.setLevel(Level.TRACE);
        LoggedLines said = new LoggedLines();
        said.setContext(ours.getLoggerContext());
        said.start();
        root().addAppender(said);
        return said;
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + " "
                + ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }

    @Override
    public void close() {
        root().detachAppender(this);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    }
}
