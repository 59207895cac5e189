package dev.lvsd.cli;

import dev.lvsd.control.ControlException;
import dev.lvsd.control.Verb;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `lvsctl drain VS RS`.
@Command(
        name = "drain",
        description = {
            "Gives a real server no new clients (weight 0), and takes it out of the table once it is idle, or at a "
                    + "deadline. It stays out, over reloads and restarts, until lvsctl enable.",
            "Idle is without active connections and persistence templates. Checks go on."},
        footer = {"", "Exit status with --wait: 0 idle, 4 the deadline has cut clients off."})
final class DrainCommand implements Callable<Integer> {
    @Mixin
    private @Nullable OrderSubject subject;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "The deadline, from now: 90s, 10m, 2h (default: the persistence timeout and 5 minutes).")
    private String timeout = "";

    @Option(names = "--wait", description = "Wait for the end; ctrl-C leaves the drain going.")
    private boolean waits;

    @Option(names = "--force", description = "Even if it is the last real server that serves.")
    private boolean force;

    @Override
    public Integer call() throws ControlException {
        OrderSubject whom = Objects.requireNonNull(subject, "picocli makes it");
        var words = whom.words("timeout", timeout, "force", force ? "true" : "");
        return waits ? DrainWait.send(whom, words) : whom.send(Verb.DRAIN, words);
    }
}
