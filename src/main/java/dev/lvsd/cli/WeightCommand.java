package dev.lvsd.cli;

import dev.lvsd.control.ControlException;
import dev.lvsd.control.Verb;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lvsctl weight VS RS N`.
@Command(
        name = "weight",
        description = "Gives a real server another weight than the configured one, until lvsctl enable.")
final class WeightCommand implements Callable<Integer> {
    @Mixin
    private @Nullable OrderSubject subject;

    @Parameters(index = "2", paramLabel = "N", description = "The weight, 0 or more; 0 keeps it in the table.")
    private String weight = "";

    @Option(
            names = "--ramp",
            paramLabel = "TIME",
            description = "Go there in equal steps, one a second: 60s, 5m (default: at once).")
    private String ramp = "";

    @Option(names = "--force", description = "With 0: even if it is the last real server that serves.")
    private boolean force;

    @Override
    public Integer call() throws ControlException {
        OrderSubject whom = Objects.requireNonNull(subject, "picocli makes it");
        return whom.send(
                Verb.WEIGHT, whom.words("weight", weight, "ramp", ramp, "force", force ? "true" : ""));
    }
}
