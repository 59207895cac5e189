package dev.lvsd.cli;

import dev.lvsd.control.ControlException;
import dev.lvsd.control.Verb;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lvsctl maintenance node|RS [on|off]`.
@Command(
        name = "maintenance",
        description = {
            "Takes this node, or a real server, out of service or back; kept over reloads and restarts.",
            "node: its virtual routers hand over to any other node, with nopreempt too, and it stays behind until "
                    + "that is switched off. Where there is no other node, it takes over again after a master down "
                    + "interval. on again: hands over again.",
            "RS: drains it in all its virtual servers, as lvsctl drain all RS; off: lvsctl enable all RS."})
final class MaintenanceCommand implements Callable<Integer> {
    private static final String NODE = "node";

    /// The two ways.
    enum State { ON, OFF }

    @Parameters(
            index = "0",
            paramLabel = "node|RS",
            description = "This node, or a real server: ADDRESS, or ADDRESS:PORT.")
    private String subject = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "on|off", description = "on or off (default: on).")
    private State state = State.ON;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "Of a real server's drain: 90s, 10m, 2h (default: as lvsctl drain).")
    private String timeout = "";

    @Option(names = "--wait", description = "Wait for the end of a real server's drain, as lvsctl drain.")
    private boolean waits;

    @Option(names = "--force", description = "Even if a real server is the last that serves.")
    private boolean force;

    @Mixin
    private @Nullable OrderOptions order;

    @Override
    public Integer call() throws ControlException {
        OrderOptions options = OrderOptions.of(order);
        boolean drains = !subject.equals(NODE) && state == State.ON;
        if (!drains && (waits || force || !timeout.isEmpty())) {
            throw options.wrong("--timeout, --wait and --force are for a real server that is switched on");
        }
        if (subject.equals(NODE)) {
            return options.send(Verb.NODE, options.words("state", state.name().toLowerCase(Locale.ROOT)));
        }
        Map<String, String> words = options.words(
                "virtual_server", "all", "real_server", subject, "timeout", timeout, "force", force ? "true" : "");
        if (!drains) {
            return options.send(Verb.ENABLE, words);
        }
        return waits ? DrainWait.send(options, words) : options.send(Verb.DRAIN, words);
    }
}
