package dev.lvsd.config;

import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.net.routing.RoutingEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what stays in the kernel while the daemon runs, and the `track_group`s that its lines name.
final class StaticReader {
    private static final String BLOCK = "track_group";

    private final Section root;
    private final Section globals;
    private final Values values;
    private final RoutingReader routing;
    private final Map<String, List<Word>> groups = new LinkedHashMap<>();
    private final Set<String> named = new HashSet<>();

    /// @param globals `global_defs`
    /// @param routing reads routes and rules
    StaticReader(Section root, Section globals, RoutingReader routing, Values values) {
        this.root = root;
        this.globals = globals;
        this.routing = routing;
        this.values = values;
        for (Node.Statement block : root.all(BLOCK)) {
            if (!block.words().isEmpty()) {
                List<Word> members = new ArrayList<>();
                new Section(Place.TRACK_GROUP, block, values).lines("group")
                        .forEach(line -> members.addAll(line.words()));
                groups.put(block.words().getFirst().text(), members);
            }
        }
    }

    /// All static entries.
    StaticSettings settings() {
        List<StaticAddress> addresses = addresses();
        return new StaticSettings(addresses, routes());
    }

    /// The instances, which track the groups that have them among their members and that a static entry names; ask
    /// after [#settings]. Members that are no instance are reported.
    List<VrrpInstance> tracked(List<VrrpInstance> instances) {
        Set<String> names = new HashSet<>();
        instances.forEach(instance -> names.add(instance.name()));
        groups.forEach((_, members) -> members.stream().filter(word -> !names.contains(word.text())).forEach(word ->
                values.problems().mistake(word.position(), "no vrrp_instance is named " + word.text(),
                        "it is no member", null)));
        return instances.stream().map(this::tracked).toList();
    }

    private VrrpInstance tracked(VrrpInstance instance) {
        List<Tracking.Tracked> things = new ArrayList<>(instance.tracking().things());
        groups.forEach((name, members) -> {
            if (named.contains(name) && members.stream().anyMatch(word -> word.text().equals(instance.name()))) {
                things.add(new Tracking.Tracked(
                        new Tracking.Key(Tracking.Kind.GROUP, name), TrackWeight.FAULT));
            }
        });
        return things.size() == instance.tracking().things().size() ? instance
                : instance.tracks(new Tracking(instance.tracking().ownInterface(), things));
    }

    private List<StaticRoute> routes() {
        Map<RoutingEntry, String> grouped = new HashMap<>();
        Routing all = routing.read(root.lines("static_routes"), root.lines("static_rules"), (word, entry) -> {
            String group = group(word);
            if (group != null) {
                grouped.put(entry, group);
            }
        });
        return all.entries().stream().map(entry -> new StaticRoute(entry, grouped.get(entry))).toList();
    }

    private List<StaticAddress> addresses() {
        VirtualAddressReader reader = new VirtualAddressReader(values);
        List<StaticAddress> addresses = new ArrayList<>();
        for (Node.Line line : root.lines("static_ipaddress")) {
            VirtualAddressReader.Line read = reader.read(line);
            if (read == null) {
                continue;
            }
            line.words().stream().filter(word -> word.text().equals("use_vmac")).forEach(word ->
                    values.problems().mistake(word.position(), "use_vmac is for addresses of instances alone",
                            "it is skipped", null));
            StaticAddress address = new StaticAddress(
                    withoutDevice(read.address()), device(read.address()), group(read.trackGroup()));
            if (addresses.stream().anyMatch(other -> isSame(other, address))) {
                values.problems().mistake(line.position(), address.address().prefix() + " is given twice",
                        "it is ignored here", null);
            } else {
                addresses.add(address);
            }
        }
        return addresses;
    }

    private static boolean isSame(StaticAddress one, StaticAddress other) {
        return one.device().equals(other.device()) && one.address().prefix().equals(other.address().prefix());
    }

    private static VirtualAddress withoutDevice(VirtualAddress address) {
        return new VirtualAddress(address.prefix(), null, address.label(), address.scope(), address.options());
    }

    private String device(VirtualAddress address) {
        String device = address.device();
        return device == null ? defaultInterface() : device;
    }

    /// `default_interface`.
    private String defaultInterface() {
        Word word = globals.word("default_interface");
        return word == null ? "eth0" : word.text();
    }

    /// The name of a group, null where none has it, which is reported.
    private @Nullable String group(@Nullable Word word) {
        if (word == null) {
            return null;
        }
        if (!groups.containsKey(word.text())) {
            values.problems().mistake(word.position(), "there is no track_group " + word.text(), "nothing tracks it",
                    null);
            return null;
        }
        named.add(word.text());
        return word.text();
    }
}
