package dev.lvsd;

import dev.lvsd.cli.VersionText;
import dev.lvsd.config.ConfigurationFile;
import dev.lvsd.config.Loaded;
import dev.lvsd.config.Syntax;
import dev.lvsd.config.text.Problem;
import dev.lvsd.ipvs.IpvsUnavailableException;
import dev.lvsd.ipvs.TableKind;
import dev.lvsd.journal.JournalStream;
import dev.lvsd.journal.Priority;
import dev.lvsd.journal.QueuedAppender;
import dev.lvsd.linux.Errno;
import dev.lvsd.linux.Signals;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `lvsd run`: the daemon, in the foreground until SIGTERM or SIGINT, or SIGUSR1, after which the next process
/// goes on with what this one leaves. Exit status 0 after a stop, 1 where it cannot start (one message on stderr
/// says why), 78 where the configuration has errors, 70 where a part of it failed for good.
@Command(name = "run", description = "Runs the director in the foreground until SIGTERM.")
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
    private static final int CANNOT_START = 1;
    /// `EX_CONFIG` of sysexits(3): nobody needs to try again before the file is another.
    private static final int CANNOT_RUN_THIS_FILE = 78;
    /// `EX_SOFTWARE` of sysexits(3).
    private static final int FAILED = 70;
    /// More than all parts together wait for whatever they wait for at their end.
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    /// What a message on stderr waits for the log lines before it.
    private static final Duration LOG_LIMIT = Duration.ofMillis(500);
    private static final String MORE_DESCRIPTORS = "; allow more: LimitNOFILE= in the unit, ulimit -n in a shell";
    private static final String DEFAULT_SOCKET = "/run/lvsd/lvsd.sock";

    @Option(names = {"-c", "--config"}, paramLabel = "FILE", defaultValue = "/etc/lvsd/lvsd.yaml",
            description = "The configuration; default ${DEFAULT-VALUE}.")
    private Path config = Path.of("/etc/lvsd/lvsd.yaml");

    @Option(names = "--syntax", paramLabel = "yaml|keepalived",
            description = "Its syntax; by default by its name, YAML for .yaml or .yml.")
    private @Nullable Syntax syntax;

    @Option(names = "--control", paramLabel = "SOCKET",
            description = "The control socket; default " + DEFAULT_SOCKET + ".")
    private @Nullable Path control;

    @Option(names = "--http", paramLabel = "ADDRESS:PORT|none", converter = ScrapeAddress.Converter.class,
            description = "Where metrics are to be scraped; default 127.0.0.1:9166.")
    private @Nullable ScrapeAddress http;

    @Option(names = "--state", paramLabel = "DIR", defaultValue = "/var/lib/lvsd",
            description = "What must survive a restart; default ${DEFAULT-VALUE}.")
    private Path state = Path.of("/var/lib/lvsd");

    @Option(names = "--table", paramLabel = "kernel|memory", defaultValue = "kernel",
            description = "Where the IPVS table is; memory forwards nothing, for trying a file.")
    private TableKind table = TableKind.KERNEL;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (table == TableKind.MEMORY) {
            LOG.warn("the IPVS table stays in this process (--table memory): nothing is forwarded");
        }
        LoadedFile loaded = load();
        return loaded == null ? CANNOT_RUN_THIS_FILE : run(loaded);
    }

    private @Nullable LoadedFile load() {
        Syntax used = syntax == null ? Syntax.ofFile(config.toString()) : syntax;
        Loaded result = ConfigurationFile.load(config, used);
        if (result.configuration() == null) {
            say(result.problems().render() + "lvsd: " + config + " has errors, nothing was started");
            return null;
        }
        for (Problem warning : result.problems().warnings()) {
            LOG.warn(warning.sentence());
        }
        return new LoadedFile(
                config, used, result.configuration(), result.problems().warnings(), Instant.now());
    }

    private int run(LoadedFile loaded) {
        StopRequest stop = new StopRequest();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            stop.ask("thread " + thread.getName() + " failed", Ending.HAND_OVER, FAILED);
            LOG.error("thread {} failed, lvsd ends", thread.getName(), failure);
        });
        Signals.handle(Signals.Kind.TERM, () -> stop.ask("SIGTERM", Ending.HAND_OVER, 0));
        Signals.handle(Signals.Kind.INT, () -> stop.ask("SIGINT", Ending.HAND_OVER, 0));
        Signals.handle(Signals.Kind.USR1, () -> stop.ask("SIGUSR1, to come back", Ending.COME_BACK, 0));
        AtomicReference<@Nullable Director> started = new AtomicReference<>();
        Signals.handle(Signals.Kind.HUP, () -> reload(started.get()));
        LOG.info("lvsd {}, process {}, runs {}{}", VersionText.version(), ProcessHandle.current().pid(), loaded.path(),
                table == TableKind.MEMORY ? " with the table in memory: nothing is forwarded" : "");
        Director director;
        try {
            director = Director.start(options(loaded), loaded);
        } catch (IOException | IpvsUnavailableException e) {
            say("lvsd: " + e.getMessage() + (lacksDescriptors(e) ? MORE_DESCRIPTORS : ""));
            return CANNOT_START;
        } catch (IllegalStateException e) {
            // Netty's word for a loop that it cannot make.
            if (!lacksDescriptors(e)) {
                throw e;
            }
            say("lvsd: " + Errno.EMFILE + MORE_DESCRIPTORS);
            return CANNOT_START;
        }
        started.set(director);
        StopRequest.Why why = stop.await();
        StopLimit.set(STOP_LIMIT, FAILED);
        LOG.info("stopping: {}", why.reason());
        director.stop(why.ending());
        LOG.info("stopped");
        return why.exitStatus();
    }

    private static boolean lacksDescriptors(Throwable failure) {
        boolean lacks = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            lacks |= String.valueOf(cause.getMessage()).contains(Errno.EMFILE.text());
        }
        return lacks;
    }

    private static void reload(@Nullable Director director) {
        if (director == null) {
            LOG.warn("SIGHUP during the start: the configuration has just been read, send it again after a change");
        } else {
            director.reload();
        }
    }

    private RunOptions options(LoadedFile loaded) {
        String configured = loaded.configuration().daemon().controlSocket();
        Path socket = control != null ? control : Path.of(configured == null ? DEFAULT_SOCKET : configured);
        ScrapeAddress scrape = ScrapeAddress.of(http, loaded.configuration().daemon().httpListen());
        return new RunOptions(socket, state, scrape, table);
    }

    private void say(String text) {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the command's specification");
        }
        QueuedAppender.flush(LOG_LIMIT);
        PrintWriter err = spec.commandLine().getErr();
        if (JournalStream.is(JournalStream.STDERR)) {
            err.print(Priority.ERROR.mark(text));
            err.flush();
        } else {
            err.println(text);
        }
    }
}
