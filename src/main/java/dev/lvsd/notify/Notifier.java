package dev.lvsd.notify;

import dev.lvsd.config.NotifyPipe;
import dev.lvsd.config.NotifySettings;
import dev.lvsd.vrrp.VrrpEvent;
import dev.lvsd.vrrp.VrrpListener;
import dev.lvsd.vrrp.VrrpStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentMap;
import java.util.Comparator;

/// Tells scripts, named pipes and people what virtual routers and sync groups do. Lines of pipes are written at once;
/// scripts and mail have threads of their own. Confined to the thread that tells of events, but for [#status],
/// [#reload], [#tellStates] and [#stop].
public final class Notifier implements VrrpListener {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Scripts scripts;
    private final Mailer mailer;
    private final ConcurrentMap<Subject, ScriptLane> lanes = new ConcurrentSkipListMap<>(
            Comparator.comparing(Subject::kind).thenComparing(Subject::name));
    private volatile NotifySettings settings;
    private volatile List<Pipe> pipes = List.of();

    /// Opens nothing yet.
    ///
    /// @param now the wall clock, for dates of mail
    public Notifier(NotifySettings settings, InstantSource now) {
        this(settings, Scripts.ofHost(), new SmtpPost(now));
    }

    Notifier(NotifySettings settings, Scripts scripts, MailPost post) {
        this.settings = settings;
        this.scripts = scripts;
        mailer = new Mailer(post, () -> this.settings);
    }

    /// Opens the pipes and starts their readers.
    public void start() {
        pipes = opened(List.of(), settings.pipes());
    }

    /// Goes on with other settings. Pipes that stay are not touched.
    public synchronized void reload(NotifySettings next) {
        settings = next;
        List<Pipe> before = pipes;
        before.stream().filter(pipe -> !next.pipes().contains(pipe.configured())).forEach(Pipe::close);
        pipes = opened(before, next.pipes());
    }

    private List<Pipe> opened(Collection<Pipe> before, List<NotifyPipe> wanted) {
        List<Pipe> all = new ArrayList<>();
        for (NotifyPipe one : wanted) {
            all.add(before.stream().filter(pipe -> pipe.configured().equals(one)).findFirst()
                    .orElseGet(() -> Pipe.open(one, scripts, settings)));
        }
        return List.copyOf(all);
    }

    @Override
    public void happened(VrrpEvent event) {
        Message message = Messages.of(event);
        if (message == null) {
            return;
        }
        if (message.hasScript()) {
            lanes.computeIfAbsent(message.subject(), subject -> new ScriptLane(subject, scripts, () -> settings))
                    .offer(message);
        }
        pipes.forEach(pipe -> pipe.write(message.line()));
        mailer.offer(message);
    }

    /// Writes all states into the pipes, as after a reload.
    public void tellStates(VrrpStatus status) {
        for (String line : Messages.lines(status)) {
            pipes.forEach(pipe -> pipe.write(line));
        }
    }

    /// What was told so far; for any thread.
    public NotifyStatus status() {
        return new NotifyStatus(
                lanes.values().stream().map(ScriptLane::status).toList(),
                pipes.stream().map(Pipe::status).toList(),
                mailer.status());
    }

    /// Waits until everything is told, but not for ever; then closes the pipes. No event comes any more.
    public void stop() throws InterruptedException {
        Patience patience = Patience.of(PATIENCE);
        try {
            for (ScriptLane lane : lanes.values()) {
                lane.finish(patience);
            }
            mailer.finish(patience);
        } finally {
            pipes.forEach(Pipe::close);
        }
    }
}
