package dev.lvsd.cli;

import dev.lvsd.control.ControlException;
import dev.lvsd.control.Verb;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `lvsctl enable VS RS`.
@Command(
        name = "enable",
        description = "Ends the order about a real server: what the configuration and its health say counts again.")
final class EnableCommand implements Callable<Integer> {
    @Mixin
    private @Nullable OrderSubject subject;

    @Override
    public Integer call() throws ControlException {
        OrderSubject whom = Objects.requireNonNull(subject, "picocli makes it");
        return whom.send(Verb.ENABLE, whom.words());
    }
}
