package dev.lvsd.config;

import dev.lvsd.config.keyword.Keywords;
import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes a configuration of a tree. Whatever is wrong is collected; the result counts only without errors.
final class ConfigurationDecoder {
    private static final Shape.Seconds LIFETIMES = new Shape.Seconds(
            BigDecimal.valueOf(VipLifetime.SHORTEST.toSeconds()), BigDecimal.valueOf(86400), BigDecimal.ONE);

    private record RouterKey(String interfaceName, int virtualRouterId, Family family) {}

    private final Section root;
    private final Values values;
    private final ProblemCollector problems;

    private ConfigurationDecoder(Section root, Values values) {
        this.root = root;
        this.values = values;
        this.problems = values.problems();
    }

    /// The configuration of a tree.
    ///
    /// @param file the file as a whole
    /// @param hostName the default of `router_id`
    static Configuration decode(
            List<Node> tree, Position file, Syntax syntax, String hostName, ProblemCollector problems) {
        Values values = new Values(syntax, problems);
        UnsupportedKeywords.report(tree, problems);
        return new ConfigurationDecoder(new Section(Place.ROOT, file, tree, values), values).decode(hostName);
    }

    private Configuration decode(String hostName) {
        Section globals = new Section(Place.GLOBAL_DEFS, root.position(), globals(), values);
        GlobalDefaults defaults =
                GlobalDefaults.of(globals, GarpSpacingReader.read(root, globals, values), hostName);
        RoutingReader routing = new RoutingReader(globals, values);
        StaticReader statics = new StaticReader(root, globals, routing, values);
        StaticSettings settings = statics.settings();
        Trackers trackers = TrackersReader.read(root, globals, values);
        List<VrrpInstance> instances = statics.tracked(instances(globals, defaults, trackers, routing));
        List<VrrpSyncGroup> groups = SyncGroupReader.read(root, instances, trackers, defaults, values);
        Map<VirtualServerKey, Origin> places = new HashMap<>();
        List<VirtualServer> servers = VirtualServersReader.read(root, instances, places, values);
        Configuration configuration = new Configuration(
                defaults.routerId(),
                GroupTracking.applied(instances, groups),
                VrrpSettingsReader.read(root, globals, instances, values),
                trackers,
                settings,
                groups,
                NotifySettingsReader.read(
                        root, globals, defaults.routerId(), hostName, trackers.policy(), values),
                servers,
                TableSettingsReader.read(globals, instances, servers, values),
                daemon(),
                places);
        boolean isEmpty = configuration.vrrpInstances().isEmpty() && configuration.virtualServers().isEmpty();
        if (isEmpty && !problems.failed()) {
            problems.error(root.position(), "there is nothing to run: no vrrp_instance and no virtual_server", null);
        }
        return configuration;
    }

    /// The content of all blocks `global_defs`: several are as one.
    private List<Node> globals() {
        List<Node> all = new ArrayList<>();
        root.all("global_defs").forEach(block -> all.addAll(block.body()));
        return all;
    }

    private List<VrrpInstance> instances(
            Section globals, GlobalDefaults defaults, Trackers trackers, RoutingReader routing) {
        VirtualMacReader virtualMacs = new VirtualMacReader(globals, root.all("vrrp_instance"), values);
        List<VrrpInstance> instances = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Map<RouterKey, String> routers = new HashMap<>();
        for (Node.Statement block : root.all("vrrp_instance")) {
            if (!block.words().isEmpty() && !names.add(block.words().getFirst().text())) {
                problems.mistake(block.position(), "vrrp_instance " + block.words().getFirst().text()
                        + " is given twice", "it is ignored here", null);
                continue;
            }
            VrrpInstance instance = VrrpDecoder.decode(block, defaults, trackers, routing, values);
            if (instance == null) {
                continue;
            }
            String other = routers.putIfAbsent(
                    new RouterKey(instance.interfaceName(), instance.virtualRouterId(), instance.family()),
                    instance.name());
            if (other != null) {
                problems.error(block.position(), "virtual_router_id " + instance.virtualRouterId() + " on "
                        + instance.interfaceName() + " is already that of vrrp_instance " + other, null);
            }
            instances.add(virtualMacs.complete(block, instance));
        }
        return instances;
    }

    private DaemonSettings daemon() {
        Section lvsd = root.section("lvsd", Place.LVSD);
        Word socket = lvsd.section("control", Place.CONTROL).word("socket");
        Word listen = lvsd.section("http", Place.HTTP).word("listen");
        Word lifetime = lvsd.word("vip_lifetime");
        return new DaemonSettings(
                socket == null ? null : absolute(socket),
                listen == null ? null : endpoint(listen),
                lifetime == null ? new VipLifetime.Automatic() : lifetime(lifetime),
                lvsd.seconds("ready_wait"),
                ForeignReader.read(lvsd, problems),
                new SysctlReader(problems).read(lvsd.lines("sysctl")),
                DrainSettingsReader.read(lvsd, values));
    }

    private VipLifetime lifetime(Word word) {
        return switch (word.text()) {
            case "auto" -> new VipLifetime.Automatic();
            case "forever" -> new VipLifetime.Forever();
            case String text when !Character.isDigit(text.charAt(0)) -> {
                problems.mistake(word.position(), "vip_lifetime is auto, forever or " + LIFETIMES.expectation()
                        + ", not \"" + text + "\"", "it is auto", null);
                yield new VipLifetime.Automatic();
            }
            default -> {
                Duration seconds = values.seconds(Keywords.of(Place.LVSD, "vip_lifetime"), LIFETIMES, word);
                yield seconds == null ? new VipLifetime.Automatic() : new VipLifetime.Fixed(seconds);
            }
        };
    }

    private @Nullable String absolute(Word path) {
        if (path.text().startsWith("/")) {
            return path.text();
        }
        problems.error(path.position(), "the path of the control socket does not begin with \"/\"", null);
        return null;
    }

    private @Nullable String endpoint(Word listen) {
        if (listen.text().equals("none") || Endpoint.parse(listen.text()) != null) {
            return listen.text();
        }
        problems.error(listen.position(), "listen is ADDRESS:PORT or none, not \"" + listen.text() + "\"",
                "such as 127.0.0.1:9166 or [::1]:9166");
        return null;
    }
}
