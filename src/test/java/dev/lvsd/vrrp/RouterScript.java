package dev.lvsd.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.config.ConfigurationFile;
import dev.lvsd.config.Election;
import dev.lvsd.config.Loaded;
import dev.lvsd.config.Syntax;
import dev.lvsd.config.TrackWeight;
import dev.lvsd.config.Tracking;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.config.text.SourceText;
import dev.lvsd.net.IpAddress;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Conversations with a virtual router as text. `instance` begins one; each line after it is an input and, behind the
/// arrow, what comes of it. Times are milliseconds. Empty lines and those that begin with `#` mean nothing.
///
/// ```
/// instance version=2 priority=100
/// 0 up 10.0.0.2 -> REMOVE_ADDRESSES, INITIALIZE>BACKUP; due 3609.375
/// 3609.375 tick -> SEND_ADVERT, ADD_ADDRESSES, ANNOUNCE, BACKUP>MASTER; due 4609.375
/// ```
///
/// Of `instance`: `version`, `priority`, `interval`, `preempt=no`, `password`, `peers`, `checksource=yes`, `ready=no`,
/// `vip`, `vrid`, `script=yes` (what it tracks may be a fault), and `with=KEYWORD:VALUE,KEYWORD` for words of the
/// configuration about the election. Inputs: `up ADDRESS`, `down`, `advert ADDRESS PRIORITY [INTERVAL]`, `tick`,
/// `stop`, `comeback`, `ready`, `resume`, `starts` (nobody becomes master before), `tracked PRIORITY [FAULT]`,
/// `maintenance on|off`,
/// `reload` with what is another, and `packet ADDRESS PRIORITY`, which goes through the reader, with what is not as in
/// our own adverts: `version`, `interval`, `password`, `vip`, `vrid`, `to`, `ttl`,
/// `form=message`, `flip=OFFSET` (a bit of that byte is another), `cut=LENGTH`.
final class RouterScript {
    private static final String ARROW = " ->";

    private final Map<String, String> settings;
    private VrrpInstance instance;
    private AdvertReader reader;
    private final VirtualRouter router;

    private RouterScript(Map<String, String> settings) {
        this.settings = settings;
        instance = instance(settings);
        reader = new AdvertReader(instance);
        router = new VirtualRouter(instance, isNo(settings, "ready") ? Readiness.WAITING : Readiness.READY);
    }

    /// Plays all conversations of a text.
    ///
    /// @return the text, with what came of each input
    static String play(String text) {
        List<String> played = new ArrayList<>();
        RouterScript script = new RouterScript(new HashMap<>());
        for (String line : text.lines().toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                played.add(line);
            } else if (line.startsWith("instance")) {
                script = new RouterScript(new HashMap<>(settings(line.split(" "), 1)));
                played.add(line);
            } else {
                int arrow = line.indexOf(ARROW);
                String input = arrow < 0 ? line : line.substring(0, arrow);
                played.add(input + ARROW + " " + script.step(input.split(" ")));
            }
        }
        return String.join("\n", played) + "\n";
    }

    private String step(String[] words) {
        long now = nanos(words[0]);
        String outcome = switch (words[1]) {
            case "starts" -> {
                router.startsAt(now);
                yield "";
            }
            case "up" -> up(Instances.v4(words[2]), now);
            case "reload" -> reload(settings(words, 2), now);
            case "packet" -> packet(words, now);
            default -> text(router.on(input(words), now));
        };
        long due = router.deadlineNanos();
        return outcome + "; due " + (due == VirtualRouter.NEVER ? "never" : millis(due));
    }

    private Input input(String[] words) {
        return switch (words[1]) {
            case "down" -> new Input.InterfaceDown("interface eth0 is down");
            case "tick" -> Input.Timer.TICK;
            case "stop" -> Input.Shutdown.STOP;
            case "comeback" -> Input.Shutdown.COME_BACK;
            case "ready" -> Input.Ready.READY;
            case "resume" -> Input.Resume.RESUME;
            case "maintenance" -> words[2].equals("on") ? Input.Maintenance.BEGIN : Input.Maintenance.END;
            case "tracked" -> new Input.Tracked(Integer.parseInt(words[2]), words.length > 3 ? words[3] : null);
            case "advert" -> new Input.AdvertReceived(Instances.v4(words[2]), new Advert(
                    instance.version(), instance.virtualRouterId(), Integer.parseInt(words[3]),
                    words.length > 4 ? nanos(words[4]) : instance.advertInterval().toNanos(), List.of()));
            default -> throw new IllegalArgumentException(words[1]);
        };
    }

    private String up(IpAddress.V4 address, long now) {
        reader.ownAddress(address);
        settings.put("source", address.toString());
        return text(router.on(new Input.InterfaceUp(address), now));
    }

    private String reload(Map<String, String> changed, long now) {
        settings.putAll(changed);
        instance = instance(settings);
        reader = new AdvertReader(instance);
        reader.ownAddress(Instances.v4(settings.getOrDefault("source", "10.0.0.2")));
        return text(router.on(new Input.Reconfigured(instance), now));
    }

    private String packet(String[] words, long now) {
        Map<String, String> other = new HashMap<>(settings);
        other.remove("to");
        other.putAll(settings(words, 4));
        byte[] bytes = bytes(other, Instances.v4(words[2]), Integer.parseInt(words[3]));
        return switch (reader.read(bytes, bytes.length, 0)) {
            case Decoded.Accepted accepted -> Stream.of(
                            accepted.checksum() == Decoded.Agreement.SAME ? "" : "checksum differs",
                            accepted.addresses() == Decoded.Agreement.SAME ? "" : "addresses differ",
                            text(router.on(accepted.input(), now)))
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(", "));
            case Rejection rejection -> "refused: " + rejection;
        };
    }

    private static byte[] bytes(Map<String, String> of, IpAddress.V4 sender, int priority) {
        VrrpInstance theirs = instance(of);
        List<IpAddress> virtual = theirs.virtualAddresses().stream()
                .map(address -> address.prefix().address())
                .toList();
        Advert advert = new Advert(theirs.version(), theirs.virtualRouterId(), priority,
                theirs.advertInterval().toNanos(), virtual);
        byte[] bytes = AdvertCodec.packet(advert, theirs.authentication(),
                "message".equals(of.get("form")) ? ChecksumForm.MESSAGE : ChecksumForm.PSEUDO_HEADER, sender,
                Instances.v4(of.getOrDefault("to", "224.0.0.18")));
        bytes[8] = (byte) Integer.parseInt(of.getOrDefault("ttl", "255"));
        if (of.containsKey("flip")) {
            bytes[Integer.parseInt(of.get("flip"))] ^= 1;
        }
        return Arrays.copyOf(bytes, Integer.parseInt(of.getOrDefault("cut", "" + bytes.length)));
    }

    private static VrrpInstance instance(Map<String, String> of) {
        Instances shape = "3".equals(of.get("version")) ? Instances.V3 : Instances.V2;
        shape = shape.priority(Integer.parseInt(of.getOrDefault("priority", "100")))
                .millis(Integer.parseInt(of.getOrDefault("interval", "1000")));
        shape = isNo(of, "preempt") ? shape.nopreempt() : shape;
        shape = of.containsKey("password") ? shape.password(of.get("password")) : shape;
        shape = of.containsKey("peers") ? shape.peers(of.get("peers").split(",")) : shape;
        shape = of.containsKey("checksource") ? shape.checkSource() : shape;
        Election election = of.containsKey("with") ? election(of.get("with"), shape.priority()) : shape.election();
        VrrpInstance plain = shape.of(election, Integer.parseInt(of.getOrDefault("vrid", "51")),
                of.getOrDefault("vip", "10.0.0.100").split(","));
        return of.containsKey("script") ? tracking(plain) : plain;
    }

    private static VrrpInstance tracking(VrrpInstance of) {
        Tracking.Key script = new Tracking.Key(Tracking.Kind.SCRIPT, "check");
        return new VrrpInstance(
                of.name(), of.version(), of.interfaceName(), of.virtualRouterId(), of.priority(), of.advertInterval(),
                of.election(), of.path(), new Tracking(true, List.of(new Tracking.Tracked(script, TrackWeight.FAULT))),
                of.authentication(), of.virtualAddresses(), of.excludedAddresses(), of.garp(),
                of.promoteSecondaries(), of.notifications(), of.acceptMode(), of.virtualMac(),
                of.routing());
    }

    /// As the decoder makes it of these words.
    private static Election election(String words, int priority) {
        Loaded loaded = ConfigurationFile.read(new SourceText("test.conf", """
                vrrp_instance VI {
                    interface eth0
                    virtual_router_id 51
                    virtual_ipaddress {
                        192.0.2.113
                    }
                """ + "priority " + priority + "\n" + words.replace(':', ' ').replace(',', '\n') + "\n}\n"),
                Syntax.KEEPALIVED, "lb1");
        assertEquals("", loaded.problems().render());
        return Objects.requireNonNull(loaded.configuration()).vrrpInstances().getFirst().election();
    }

    private static boolean isNo(Map<String, String> of, String key) {
        return "no".equals(of.get(key));
    }

    private static Map<String, String> settings(String[] words, int from) {
        return Arrays.stream(words, from, words.length)
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static String text(List<Action> actions) {
        return actions.stream().map(RouterScript::text).collect(Collectors.joining(", "));
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
