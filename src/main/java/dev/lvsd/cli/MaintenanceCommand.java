package dev.lvsd.cli;

import dev.lvsd.control.ControlException;
import dev.lvsd.control.Verb;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `lvsctl maintenance node [on|off]`.
@Command(
        name = "maintenance",
        description = {
            "Takes this node out of service, or back.",
            "node: its virtual routers hand over to any other node, with nopreempt too, and it stays behind until "
                    + "that is switched off, over reloads and restarts. Where there is no other node, it takes over "
                    + "again after a master down interval. on again: hands over again."})
final class MaintenanceCommand implements Callable<Integer> {
    /// The two ways.
    enum State { ON, OFF }

    @Parameters(index = "0", paramLabel = "node", description = "This node.")
    private String subject = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "on|off", description = "on or off (default: on).")
    private State state = State.ON;

    @Mixin
    private @Nullable OrderOptions order;

    @Override
    public Integer call() throws ControlException {
        OrderOptions options = OrderOptions.of(order);
        if (!subject.equals("node")) {
            throw options.wrong("\"" + subject + "\" is not \"node\"");
        }
        return options.send(Verb.NODE, options.words("state", state.name().toLowerCase(Locale.ROOT)));
    }
}
