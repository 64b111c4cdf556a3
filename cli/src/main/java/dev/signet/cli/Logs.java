package dev.signet.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.FileSize;
import dev.signet.cli.cluster.Cluster;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Where log lines go: warnings to standard error, everything to a file when there is a folder for it. Set up in code,
 * because reading a configuration file takes longer than most commands do. Public only because logback looks for it.
 */
public final class Logs extends ContextAwareBase implements Configurator {
    private static final String CONSOLE = "console";

    /** Says something about each request, but only where somebody asked for that. */
    private static final String REQUESTS = "dev.signet.server.http.Gate";

    /** Called by logback when the first logger is asked for. */
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        String file = System.getProperty(Cluster.BROKER_LOG);
        if (file != null) {
            addFile(context, Path.of(file));
            return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
        }
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName(CONSOLE);
        console.setTarget("System.err");
        console.setEncoder(layout(context, "%d{HH:mm:ss} %-5level %msg%n%nopex"));
        console.addFilter(new ConsoleFilter());
        console.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(console);
        context.getLogger("dev.signet").setLevel(Level.INFO);
        // It warns of what a schema says about itself, at every reading: whoever may register could flood the log.
        context.getLogger("org.apache.avro.LogicalTypes").setLevel(Level.ERROR);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Lets the console show what otherwise only the file does. */
    static void sayMore() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        context.getLogger("dev.signet").setLevel(Level.DEBUG);
        ConsoleAppender<ILoggingEvent> console = (ConsoleAppender<ILoggingEvent>) root.getAppender(CONSOLE);
        console.clearAllFilters();
        console.setEncoder(layout(context, "%d{HH:mm:ss.SSS} %-5level %logger{24} %msg%n"));
    }

    /** Writes for programs: JSON, and all that Signet has to say. */
    static void inJson() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ConsoleAppender<ILoggingEvent> console = (ConsoleAppender<ILoggingEvent>) root.getAppender(CONSOLE);
        JsonLines lines = new JsonLines();
        lines.setContext(context);
        lines.start();
        console.clearAllFilters();
        console.setEncoder(lines);
    }

    /** Sends everything to a file that is begun anew at 10 MB; three older ones are kept. */
    static void alsoTo(Path file) {
        addFile((LoggerContext) LoggerFactory.getILoggerFactory(), file);
    }

    private static void addFile(LoggerContext context, Path file) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(layout(context, "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{40} %msg%n"));

        FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
        window.setContext(context);
        window.setParent(appender);
        window.setFileNamePattern(file + ".%i");
        window.setMinIndex(1);
        window.setMaxIndex(3);
        window.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(FileSize.valueOf("10MB"));
        size.start();
        appender.setRollingPolicy(window);
        appender.setTriggeringPolicy(size);
        appender.start();

        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(Level.INFO);
    }

    private static PatternLayoutEncoder layout(LoggerContext context, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }

    /**
     * What the command itself has to say, everybody's warnings, and Kafka's errors: it warns at every start of a single
     * node. A refused batch is no error of the broker's: the producer is told.
     */
    private static final class ConsoleFilter extends Filter<ILoggingEvent> {
        @Override
        public FilterReply decide(ILoggingEvent event) {
            return event.getLevel().isGreaterOrEqual(least(event.getLoggerName()))
                    ? FilterReply.NEUTRAL
                    : FilterReply.DENY;
        }

        private static Level least(String logger) {
            if (logger.equals("kafka.server.ReplicaManager")) {
                return Level.OFF;
            }
            if (logger.startsWith("kafka.") || logger.startsWith("org.apache.kafka.")) {
                return Level.ERROR;
            }
            return logger.startsWith("dev.signet.cli") || logger.equals(REQUESTS) ? Level.INFO : Level.WARN;
        }
    }
}
