package dev.lvsd.notify;

import dev.lvsd.config.NotifyPipe;
import dev.lvsd.config.NotifyScript;
import dev.lvsd.config.NotifySettings;
import dev.lvsd.config.ScriptUser;
import dev.lvsd.linux.Errno;
import dev.lvsd.linux.NamedPipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A named pipe for lines. It is made where it is not there, and removed at the end where it was made. A pipe that
/// nobody reads takes what fits into it (64 kB on Linux); what does not is dropped and counted. For any thread.
final class Pipe {
    private static final Logger LOG = LoggerFactory.getLogger("dev.lvsd.notify");
    /// `S_IFMT` and `S_IFIFO` of <sys/stat.h>.
    private static final int TYPE = 0170000;
    private static final int FIFO = 0010000;
    private static final int MODE = 0644;
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final NotifyPipe configured;
    private final Path path;
    private @Nullable NamedPipe pipe;
    private @Nullable Thread reader;
    private boolean made;
    private boolean droppedTold;
    private long lines;
    private long dropped;
    private @Nullable String problem;

    private Pipe(NotifyPipe configured) {
        this.configured = configured;
        path = Path.of(configured.path());
    }

    /// Opens a pipe and starts its reader. One that cannot be opened says so in the log, and drops all lines.
    static Pipe open(NotifyPipe configured, Scripts scripts, NotifySettings settings) {
        Pipe pipe = new Pipe(configured);
        try {
            pipe.open(scripts, settings);
        } catch (IOException e) {
            pipe.problem = e.getMessage();
            LOG.error("notify: the pipe {} cannot be used: {}", configured.path(), e.getMessage());
        }
        return pipe;
    }

    /// What was configured.
    NotifyPipe configured() {
        return configured;
    }

    private synchronized void open(Scripts scripts, NotifySettings settings) throws IOException {
        made = NamedPipe.make(path, MODE);
        int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        if ((mode & TYPE) != FIFO) {
            throw new IOException("it exists and is no named pipe; remove it or name another");
        }
        if (made && configured.owner() != null) {
            give(configured.owner());
        }
        NotifyScript script = configured.reader();
        if (script != null) {
            reader = Thread.ofVirtual().name("notify reader of " + path).start(() -> read(script, scripts, settings));
        }
        pipe = NamedPipe.open(path);
    }

    private void give(ScriptUser owner) throws IOException {
        UserPrincipalLookupService accounts = path.getFileSystem().getUserPrincipalLookupService();
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (owner.group() != null) {
            view.setGroup(accounts.lookupPrincipalByGroupName(owner.group()));
        }
        view.setOwner(accounts.lookupPrincipalByName(owner.user()));
    }

    private void read(NotifyScript script, Scripts scripts, NotifySettings settings) {
        try {
            String result = scripts.run(script, List.of(configured.path()), FOR_EVER, settings.policy()).text();
            LOG.error("notify: the reader of {} has ended and is not started again before the next start of lvsd: {}: "
                    + "{}", path, script.command().text(), result);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Writes a line; never waits.
    synchronized void write(String line) {
        NamedPipe to = pipe;
        int error = to == null ? Errno.ENOENT.number() : to.write(line.getBytes(StandardCharsets.UTF_8));
        if (error == 0) {
            lines++;
            droppedTold = false;
            return;
        }
        dropped++;
        if (to != null && !droppedTold) {
            droppedTold = true;
            LOG.warn("notify: the pipe {} takes no line: {}; nobody reads it, or too slowly; further lines that are "
                    + "dropped are counted", path, Errno.of(error));
        }
    }

    /// What was written.
    synchronized NotifyStatus.Pipe status() {
        return new NotifyStatus.Pipe(configured.path(), lines, dropped, problem);
    }

    /// Closes it, ends the reader, and removes what was made. Lines that come later are dropped: the descriptor may be
    /// another file's by then.
    synchronized void close() {
        if (pipe != null) {
            pipe.close();
            pipe = null;
        }
        if (reader != null) {
            reader.interrupt();
        }
        if (made) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                LOG.warn("notify: the pipe {} cannot be removed: {}", path, e.getMessage());
            }
        }
    }
}
