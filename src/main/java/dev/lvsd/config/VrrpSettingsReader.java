package dev.lvsd.config;

import dev.lvsd.config.VrrpSettings.InterfaceDelay;
import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what `global_defs` and `interface_up_down_delays` say of all virtual routers together.
final class VrrpSettingsReader {
    private static final Shape.Whole PROCESSORS = new Shape.Whole(0, 1023);
    /// Of `interface_up_down_delays` (keepalived.conf(5)).
    private static final Shape.Whole SECONDS = new Shape.Whole(0, 255);

    private final Section root;
    private final Section globals;
    private final List<VrrpInstance> instances;
    private final Values values;

    private VrrpSettingsReader(Section root, Section globals, List<VrrpInstance> instances, Values values) {
        this.root = root;
        this.globals = globals;
        this.instances = instances;
        this.values = values;
    }

    static VrrpSettings read(Section root, Section globals, List<VrrpInstance> instances, Values values) {
        VrrpSettingsReader reader = new VrrpSettingsReader(root, globals, instances, values);
        return new VrrpSettings(
                Math.toIntExact(globals.whole("vrrp_rt_priority")),
                reader.processors(),
                globals.flag("log_unknown_vrids"),
                reader.delays());
    }

    private List<Integer> processors() {
        Node.Statement statement = globals.statement("vrrp_cpu_affinity");
        List<Integer> processors = new ArrayList<>();
        for (Word word : statement == null ? List.<Word>of() : statement.words()) {
            Long number = values.whole("vrrp_cpu_affinity", PROCESSORS, word);
            if (number != null) {
                processors.add(number.intValue());
            }
        }
        return processors;
    }

    /// A line is `INTERFACE DOWN [UP]` in seconds; without the second one both are the same.
    private Map<String, InterfaceDelay> delays() {
        Map<String, InterfaceDelay> delays = new LinkedHashMap<>();
        for (Node.Line line : root.lines("interface_up_down_delays")) {
            List<Word> words = line.words();
            Word name = words.getFirst();
            Duration down = words.size() < 2 ? null : seconds(words.get(1));
            Duration up = words.size() < 3 ? down : seconds(words.get(2));
            if (words.size() < 2 || words.size() > 3) {
                values.problems().mistake(name.position(), "a line of interface_up_down_delays is INTERFACE DOWN [UP]",
                        "it is ignored", null);
            } else if (down != null && up != null) {
                delays.put(name.text(), new InterfaceDelay(bounded(name, down), up));
            }
        }
        return delays;
    }

    private @Nullable Duration seconds(Word word) {
        Long seconds = values.whole("a delay of interface_up_down_delays", SECONDS, word);
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    /// A master whose interface is down must say so before others take over: after all but one of the adverts that
    /// they may miss, and some time on the way.
    private Duration bounded(Word name, Duration down) {
        Duration longest = instances.stream()
                .filter(instance -> instance.interfaceName().equals(name.text()))
                .map(instance -> instance.advertInterval()
                        .multipliedBy(instance.election().timers().downTimerAdverts() - 1L)
                        .minus(instance.advertInterval().dividedBy(256)))
                .min(Duration::compareTo)
                .orElse(down);
        if (down.compareTo(longest) <= 0) {
            return down;
        }
        Duration bound = longest.isNegative() ? Duration.ZERO : longest;
        values.problems().mistake(name.position(), "the delay of " + name.text() + " is longer than its virtual"
                + " routers may be silent", Values.seconds(bound) + " is taken", null);
        return bound;
    }
}
