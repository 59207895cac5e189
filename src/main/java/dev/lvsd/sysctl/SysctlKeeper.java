package dev.lvsd.sysctl;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.KnownSysctl;
import dev.lvsd.config.SysctlName;
import dev.lvsd.config.SysctlSettings;
import dev.lvsd.config.SysctlWish;
import dev.lvsd.net.IpAddress;
import dev.lvsd.owned.OwnedList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds the sysctls that a configuration asks for, and looks every few seconds whether they are still so, on a
/// virtual thread. What it changes is written down in the state directory before.
///
/// For any thread.
public final class SysctlKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(SysctlKeeper.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final OwnedList list;
    private final SysctlFiles files;
    private final String boot;
    private final Set<String> warnedOf = new HashSet<>();
    private Supplier<Set<IpAddress>> heard = Set::of;
    private SysctlCore core = new SysctlCore(OwnedSysctls.NONE);
    private @Nullable Configuration configuration;
    private @Nullable NodeFacts facts;
    private List<SysctlWarning> warnings = List.of();
    private List<String> written = List.of();
    private @Nullable Thread thread;
    private volatile SysctlStatus status = SysctlStatus.NONE;

    /// @param path of the list; its directory exists
    /// @param boot what tells this boot from others
    public SysctlKeeper(Path path, String boot) {
        this(path, boot, new SysctlFiles());
    }

    SysctlKeeper(Path path, String boot, SysctlFiles files) {
        list = new OwnedList(path);
        this.boot = boot;
        this.files = files;
    }

    /// Sets what the configuration asks for, puts back what an earlier run has left, and goes on looking.
    ///
    /// @param directors addresses of other directors that were heard; must not wait
    /// @throws IOException where the list cannot be read
    public synchronized void begin(Configuration first, Supplier<Set<IpAddress>> directors) throws IOException {
        heard = directors;
        read();
        reload(first);
        thread = Thread.ofVirtual().name("sysctl").start(this::look);
    }

    /// Sets what the next configuration asks for, and puts back what it does not.
    public synchronized void reload(Configuration next) {
        configuration = next;
        facts = null;
        core.want(next.daemon().sysctls());
        round();
    }

    /// Ends.
    ///
    /// @param restore whether the values from before come back; otherwise the next process goes on
    public void end(boolean restore) throws InterruptedException {
        Thread looking = stopped(restore);
        if (looking != null) {
            looking.interrupt();
            looking.join();
        }
    }

    private synchronized @Nullable Thread stopped(boolean restore) {
        Thread looking = thread;
        if (looking != null && restore) {
            core.want(SysctlSettings.NONE);
            apply(files.read(core.names()));
        }
        thread = null;
        return looking;
    }

    /// Puts back what a dead lvsd has left.
    ///
    /// @return names of what was put back
    /// @throws IOException where the list cannot be read, or something not be put back
    public synchronized Set<SysctlName> restoreAll() throws IOException {
        read();
        Set<SysctlName> listed = new LinkedHashSet<>(core.owned().changes().keySet());
        apply(files.read(core.names()));
        Set<SysctlName> left = core.owned().changes().keySet();
        if (!left.isEmpty()) {
            throw new IOException("could not set back " + left);
        }
        return listed;
    }

    /// What the last round has found.
    public SysctlStatus status() {
        return status;
    }

    private void read() throws IOException {
        written = list.read();
        core = new SysctlCore(OwnedSysctls.parse(written, boot));
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                synchronized (this) {
                    if (thread == null) {
                        return;
                    }
                    round();
                }
            }
        } catch (InterruptedException _) {
            return; // The end.
        }
    }

    private void round() {
        Configuration now = configuration;
        if (now == null) {
            return;
        }
        Set<SysctlName> names = ShownSysctls.of(now);
        names.addAll(core.names());
        Map<SysctlName, SysctlReading> readings = files.read(names);
        apply(readings).forEach(name -> readings.put(name, files.read(name)));
        NodeFacts next = NodeReader.facts(readings, heard.get());
        if (!next.equals(facts)) {
            facts = next;
            warnings = SysctlWarnings.of(now, next);
            tell();
        }
        status = new SysctlStatus(entries(readings), core.putBack(), warnings);
    }

    private void tell() {
        Set<String> subjects = new HashSet<>();
        for (SysctlWarning warning : warnings) {
            subjects.add(warning.subject());
            if (warnedOf.add(warning.subject())) {
                LOG.warn("on this node: {}", warning.sentence());
            }
        }
        warnedOf.retainAll(subjects);
    }

    /// @return what was written
    private Set<SysctlName> apply(Map<SysctlName, SysctlReading> readings) {
        List<String> told = new ArrayList<>();
        Set<SysctlName> changed = new LinkedHashSet<>();
        List<SysctlStep> steps = core.decide(readings, told);
        note();
        for (SysctlStep step : steps) {
            String refusal = files.write(step.name(), step.value());
            SysctlReading after = files.read(step.name());
            changed.add(step.name());
            core.written(step, refusal, after, told);
            if (refusal == null) {
                tell(step);
            }
        }
        note();
        told.forEach(line -> LOG.error("sysctl: {}", line));
        return changed;
    }

    private void tell(SysctlStep step) {
        switch (step.why()) {
            case SET -> LOG.info("sysctl: {} is {}, was {}", step.name(), step.value(), step.before());
            case RESTORE -> LOG.info("sysctl: {} is {} again", step.name(), step.value());
            case PUT_BACK -> {
                if (core.isNewsOfDrift(step)) {
                    LOG.warn("sysctl: {} was changed to {} by someone else, and is {} again (told once; the metric"
                            + " lvsd_sysctl_put_back_total counts)", step.name(), step.before(), step.value());
                }
            }
        }
    }

    /// A disk that is full keeps nobody from serving: the list stays as it is, which is logged.
    private void note() {
        List<String> lines = core.owned().lines(boot);
        if (lines.equals(written)) {
            return;
        }
        try {
            list.write(lines);
            written = lines;
        } catch (IOException e) {
            LOG.error("a crash may leave sysctls changed: their list {}", e.getMessage());
        }
    }

    private List<SysctlEntry> entries(Map<SysctlName, SysctlReading> readings) {
        List<SysctlEntry> entries = new ArrayList<>();
        Map<SysctlName, String> problems = core.problems();
        readings.forEach((name, reading) -> {
            SysctlWish wish = core.wishes().of(name);
            String value = reading instanceof SysctlReading.Value(String text) ? text : null;
            OwnedSysctls.Change change = core.owned().changes().get(name);
            KnownSysctl known = KnownSysctl.of(name);
            if (value != null || wish != null) {
                entries.add(new SysctlEntry(name, value, wish == null ? null : wish.value(),
                        change == null ? null : change.before(), problems.get(name),
                        known == null ? "" : known.help()));
            }
        });
        return entries;
    }
}
