package dev.lvsd.cli;

import dev.lvsd.control.ControlException;
import dev.lvsd.control.Verb;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `lvsctl disable VS RS`.
@Command(
        name = "disable",
        description = "Takes a real server out of the table at once, whoever is connected, until lvsctl enable.")
final class DisableCommand implements Callable<Integer> {
    @Mixin
    private @Nullable OrderSubject subject;

    @Option(names = "--force", description = "Even if it is the last real server that serves.")
    private boolean force;

    @Override
    public Integer call() throws ControlException {
        OrderSubject whom = Objects.requireNonNull(subject, "picocli makes it");
        return whom.send(Verb.DISABLE, whom.words("force", force ? "true" : ""));
    }
}
