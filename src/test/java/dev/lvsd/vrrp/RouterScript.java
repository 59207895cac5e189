package dev.lvsd.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.config.VrrpInstance;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/// A conversation with a virtual router as text: each line is an input and, behind the arrow, what comes of
/// it. Times are milliseconds.
///
/// ```
/// 0 up 10.0.0.2 -> REMOVE_ADDRESSES, INITIALIZE>BACKUP; due 3609.375
/// 3609.375 tick -> SEND_ADVERT, ADD_ADDRESSES, ANNOUNCE, BACKUP>MASTER; due 4609.375
/// ```
///
/// Inputs: `up ADDRESS`, `down`, `advert ADDRESS PRIORITY [INTERVAL]`, `tick`, `stop`,
/// `comeback`, `ready`, `resume`.
final class RouterScript {
    private RouterScript() {}

    /// Runs the inputs of a script and compares what comes of them.
    static void run(VrrpInstance instance, String script) {
        run(instance, Readiness.READY, script);
    }

    /// Runs the inputs of a script and compares what comes of them.
    static void run(VrrpInstance instance, Readiness readiness, String script) {
        VirtualRouter router = new VirtualRouter(instance, readiness);
        String actual = script.lines()
                .map(line -> line.substring(0, line.indexOf(" ->")))
                .map(line -> line + " -> " + step(instance, router, line.split(" ")))
                .collect(Collectors.joining("\n", "", "\n"));
        assertEquals(script, actual);
    }

    private static String step(VrrpInstance instance, VirtualRouter router, String[] words) {
        long now = nanos(words[0]);
        Input input = switch (words[1]) {
            case "up" -> new Input.InterfaceUp(Instances.v4(words[2]));
            case "down" -> new Input.InterfaceDown("interface eth0 is down");
            case "tick" -> Input.Timer.TICK;
            case "stop" -> Input.Shutdown.STOP;
            case "comeback" -> Input.Shutdown.COME_BACK;
            case "ready" -> Input.Ready.READY;
            case "resume" -> Input.Resume.RESUME;
            case "advert" -> new Input.AdvertReceived(Instances.v4(words[2]), new Advert(
                    instance.version(), instance.virtualRouterId(), Integer.parseInt(words[3]),
                    words.length > 4 ? nanos(words[4]) : instance.advertInterval().toNanos(), List.of()));
            default -> throw new IllegalArgumentException(words[1]);
        };
        String actions = router.on(input, now).stream().map(RouterScript::text).collect(Collectors.joining(", "));
        long due = router.deadlineNanos();
        return actions + "; due " + (due == VirtualRouter.NEVER ? "never" : millis(due));
    }

    private static String text(Action action) {
        return switch (action) {
            case Action.Order order -> order.name();
            case Action.StateChanged(RouterState from, RouterState to, _) -> from + ">" + to;
            case Action.Note _ -> "note";
        };
    }

    private static long nanos(String millis) {
        return new BigDecimal(millis).movePointRight(6).longValueExact();
    }

    private static String millis(long nanos) {
        return BigDecimal.valueOf(nanos, 6).stripTrailingZeros().toPlainString();
    }
}
