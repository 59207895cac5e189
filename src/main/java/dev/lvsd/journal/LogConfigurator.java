package dev.lvsd.journal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.hook.DefaultShutdownHook;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import java.nio.charset.StandardCharsets;

/// How lvsd logs: one line per event on standard output. The journal stamps its lines itself and takes their priority
/// from `<N>` in front of each; anywhere else a line begins with the time and the level.
///
/// Written in Java: reading the same from XML loads 600 classes more, a twentieth of the memory of an idle director. A
/// `logback.xml` or `logback-test.xml` in the class path comes first.
@ConfiguratorRank(ConfiguratorRank.CUSTOM_LOW_PRIORITY)
public final class LogConfigurator extends ContextAwareBase implements Configurator {
    private static final String LINE = "%replace(%msg){'[\\r\\n]+', ' | '}%n%ex";

    @Override
    public ExecutionStatus configure(LoggerContext logging) {
        logging.getStatusManager().add(new NopStatusListener());
        PatternLayout layout = JournalStream.is(JournalStream.STDOUT)
                ? layout(new JournalLayout(), LINE)
                : layout(new PatternLayout(), "%d{HH:mm:ss.SSS} %-5level " + LINE);
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(logging);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        QueuedAppender appender = new QueuedAppender();
        appender.setContext(logging);
        appender.setName("stdout");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = logging.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(appender);
        quieten(logging);
        writeWhatWaitsAtTheEnd(logging);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private PatternLayout layout(PatternLayout layout, String pattern) {
        layout.setContext(getContext());
        layout.setPattern(pattern);
        layout.start();
        return layout;
    }

    /// What these say while they start is of no use to an operator; the last one warns where a network namespace has
    /// only lo.
    private static void quieten(LoggerContext logging) {
        logging.getLogger("io.netty").setLevel(Level.WARN);
        logging.getLogger("com.sun.jna").setLevel(Level.WARN);
        logging.getLogger("io.netty.util.internal.MacAddressUtil").setLevel(Level.ERROR);
    }

    private static void writeWhatWaitsAtTheEnd(LoggerContext logging) {
        DefaultShutdownHook hook = new DefaultShutdownHook();
        hook.setContext(logging);
        Runtime.getRuntime().addShutdownHook(new Thread(hook, "log at the end"));
    }
}
