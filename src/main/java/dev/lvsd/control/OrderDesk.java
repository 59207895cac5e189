package dev.lvsd.control;

import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what operators order, refuses what is wrong or would hurt, and has the rest done.
public final class OrderDesk implements OrderService {
    private static final Set<String> NODE_WORDS = Set.of("state", "reason", "sudo_user");

    private final NodeSwitch node;
    private final InstantSource clock;

    /// @param node what puts the node into maintenance
    /// @param clock the wall clock
    public OrderDesk(NodeSwitch node, InstantSource clock) {
        this.node = node;
        this.clock = clock;
    }

    @Override
    public OrderReport take(Verb verb, Form words, Caller caller) throws FormException {
        return switch (verb) {
            case NODE -> maintainNode(words, caller);
        };
    }

    private OrderReport maintainNode(Form words, Caller caller) throws FormException {
        words.only(NODE_WORDS);
        boolean on = isOn(words);
        String reason = reason(words);
        String obstacle = node.maintain(
                on ? new MaintenanceSnapshot(by(words, caller), clock.instant(), reason) : null);
        if (obstacle != null) {
            return OrderReport.refused(obstacle);
        }
        return new OrderReport(OrderReport.Outcome.DONE, on
                ? "the node is in maintenance: any other node becomes master, and this one only where there is none"
                : "the node is no longer in maintenance: it takes part in elections as configured");
    }

    private static boolean isOn(Form words) throws FormException {
        String state = words.value("state");
        return switch (state == null ? "on" : state) {
            case "on" -> true;
            case "off" -> false;
            case String other -> throw new FormException("state is on or off, not \"" + other + "\"");
        };
    }

    private static String reason(Form words) throws FormException {
        @Nullable String text = words.value("reason");
        return text == null ? "" : Reason.of(text);
    }

    private static String by(Form words, Caller caller) {
        return caller.as(words.value("sudo_user"));
    }
}
