package dev.lvsd.config;

import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a `vrrp_instance` of its block, as keepalived completes it: `state MASTER` means the default priority
/// 255 and clears `nopreempt`, an IPv6 address means version 3, version 3 has no password.
final class VrrpDecoder {
    private static final int MOST_ADDRESSES = 255;
    private static final long STEP_NANOS = 10_000_000;
    private static final Duration LONGEST_V3 = Duration.ofMillis(40_950);

    private final Section section;
    private final String name;
    private final GlobalDefaults defaults;
    private final Values values;
    private final ProblemCollector problems;

    private VrrpDecoder(Node.Statement block, String name, GlobalDefaults defaults, Values values) {
        this.section = new Section(Place.VRRP_INSTANCE, block, values);
        this.name = name;
        this.defaults = defaults;
        this.values = values;
        this.problems = values.problems();
    }

    /// The instance of a block; null where something that it needs is missing, which has been reported.
    static @Nullable VrrpInstance decode(Node.Statement block, GlobalDefaults defaults, Values values) {
        return block.words().isEmpty()
                ? null
                : new VrrpDecoder(block, block.words().getFirst().text(), defaults, values).decode();
    }

    private @Nullable VrrpInstance decode() {
        List<VirtualAddress> addresses = addresses();
        Family family = addresses.isEmpty() ? Family.IPV4 : addresses.getFirst().prefix().address().family();
        List<VirtualAddress> excluded = new ArrayList<>(
                new VirtualAddressReader(values).read(section.lines("virtual_ipaddress_excluded"), null));
        if (addresses.size() > MOST_ADDRESSES) {
            problems.mistake(section.position(), "an advert lists at most " + MOST_ADDRESSES + " addresses", (addresses.size() - MOST_ADDRESSES) + " become virtual_ipaddress_excluded", null);
            excluded.addAll(0, addresses.subList(MOST_ADDRESSES, addresses.size()));
            addresses = addresses.subList(0, MOST_ADDRESSES);
        }
        int version = version(family);
        Long id = required(section.givenWhole("virtual_router_id"), "virtual_router_id", "a whole number from 1 to 255");
        String interfaceName = interfaceName();
        Long givenPriority = section.givenWhole("priority");
        boolean master = startsAsMaster(givenPriority);
        int priority = givenPriority != null ? givenPriority.intValue() : master ? 255 : (int) section.whole("priority");
        List<IpAddress> peers = peers(family);
        IpAddress unicastSource = source("unicast_src_ip", family);
        IpAddress multicastSource = source("mcast_src_ip", family);
        if (unicastSource != null && peers.isEmpty()) {
            problems.mistake(position("unicast_src_ip"), "without unicast_peer adverts are multicast, from this address",
                    "list the other nodes in unicast_peer, or say mcast_src_ip");
            multicastSource = multicastSource == null ? unicastSource : multicastSource;
        }
        Boolean checksum = section.givenOnOff("v3_checksum_as_v2");
        VrrpInstance instance = id == null || interfaceName == null ? null : new VrrpInstance(
                name,
                version,
                master,
                interfaceName,
                id.intValue(),
                priority,
                interval(version),
                preempts(master),
                peers.isEmpty() ? null : unicastSource,
                peers,
                multicastSource,
                section.flag("check_unicast_src") || defaults.checkUnicastSource(),
                checksum == null ? defaults.checksumWithoutPseudoHeader() : checksum,
                password(version),
                addresses,
                excluded,
                defaults.garpOf(section));
        return isRunnable(addresses, version, family) ? instance : null;
    }

    private List<VirtualAddress> addresses() {
        List<Node.Line> lines = section.lines("virtual_ipaddress");
        Family first = null;
        for (int i = 0; i < lines.size() && first == null; i++) {
            IpAddress address = IpAddress.parse(lines.get(i).words().getFirst().text().replaceFirst("/.*", ""));
            first = address == null ? null : address.family();
        }
        return new VirtualAddressReader(values).read(lines, first);
    }

    private boolean isRunnable(List<VirtualAddress> addresses, int version, Family family) {
        if (addresses.isEmpty() && !section.flag("no_virtual_ipaddress")) {
            String message = "vrrp_instance " + name + " has no virtual_ipaddress";
            if (version == 3) {
                problems.error(section.position(), message + ", which version 3 needs",
                        "give it one, or no_virtual_ipaddress");
                return false;
            }
            problems.mistake(section.position(), message, "it moves nothing", null);
        }
        if (family == Family.IPV6) {
            problems.warning(section.position(), "VRRP over IPv6 is not supported yet; vrrp_instance " + name
                    + " is ignored", null);
            return false;
        }
        return true;
    }

    private int version(Family family) {
        Long given = section.givenWhole("version");
        int version = given == null ? defaults.vrrpVersion() : given.intValue();
        if (family == Family.IPV6 && version == 2) {
            if (given != null) {
                problems.mistake(position("version"), "IPv6 needs version 3", "it is taken", null);
            }
            return 3;
        }
        return version;
    }

    private @Nullable String interfaceName() {
        Word word = section.word("interface");
        String given = required(word == null ? null : word.text(), "interface", "the name of a network interface");
        if (word == null || given == null) {
            return null;
        }
        if (given.equals("lo")) {
            problems.error(word.position(), "VRRP does not run on the loopback interface", null);
            return null;
        }
        if (given.getBytes(StandardCharsets.UTF_8).length > VirtualAddressReader.LONGEST_NAME) {
            problems.error(word.position(), "the name of an interface has at most "
                    + VirtualAddressReader.LONGEST_NAME + " bytes", null);
            return null;
        }
        return given;
    }

    private boolean startsAsMaster(@Nullable Long priority) {
        String state = section.givenChoice("state");
        return state == null ? priority != null && priority == 255 : state.equals("MASTER");
    }

    private boolean preempts(boolean master) {
        boolean nopreempt = section.flag("nopreempt");
        if (section.flag("preempt") && nopreempt) {
            problems.mistake(position("preempt"), "preempt and nopreempt contradict each other", "nopreempt is taken", null);
        }
        if (nopreempt && master) {
            problems.mistake(position("nopreempt"), "nopreempt does not count with state MASTER or priority 255",
                    "say state BACKUP on all nodes");
        }
        return master || !nopreempt;
    }

    private Duration interval(int version) {
        Duration given = section.seconds("advert_int");
        long step = version == 2 ? 1_000_000_000 : STEP_NANOS;
        long steps = Math.max(1, (given.toNanos() + step / 2) / step);
        Duration interval = Duration.ofNanos(steps * step);
        if (version == 3 && interval.compareTo(LONGEST_V3) > 0) {
            interval = LONGEST_V3;
        }
        if (!interval.equals(given)) {
            problems.mistake(position("advert_int"), "version " + version + " has adverts "
                    + (version == 2 ? "in whole seconds" : "in steps of 0.01 s to 40.95 s"), "advert_int is taken as " + Values.seconds(interval), null);
        }
        return interval;
    }

    private List<IpAddress> peers(Family family) {
        List<IpAddress> peers = new ArrayList<>();
        for (Node.Line line : section.lines("unicast_peer")) {
            Word word = line.words().getFirst();
            IpAddress peer = values.address("a unicast peer", word);
            if (line.words().size() > 1) {
                problems.warning(line.words().get(1).position(), line.words().get(1).text()
                        + " of a unicast peer is not supported yet; ignored", null);
            }
            if (peer != null && peer.family() != family) {
                problems.mistake(word.position(), peer + " is of another family than the virtual addresses", "it is ignored",
                        null);
            } else if (peer != null && peers.contains(peer)) {
                problems.mistake(word.position(), peer + " is given twice", "it is ignored here", null);
            } else if (peer != null) {
                peers.add(peer);
            }
        }
        return peers;
    }

    private @Nullable IpAddress source(String keyword, Family family) {
        IpAddress address = section.givenAddress(keyword);
        if (address != null && address.family() != family) {
            problems.mistake(position(keyword), keyword + " is of another family than the virtual addresses", "it is skipped",
                    null);
            return null;
        }
        return address;
    }

    private @Nullable Password password(int version) {
        Section authentication = section.section("authentication", Place.AUTHENTICATION);
        String type = authentication.givenChoice("auth_type");
        Word word = authentication.word("auth_pass");
        if (type == null && word == null) {
            return null;
        }
        if (version == 3) {
            problems.mistake(authentication.position(), "version 3 has no authentication", "it is ignored", null);
            return null;
        }
        if (type != null && type.equals("AH")) {
            problems.warning(authentication.position(), "auth_type AH is not supported yet;"
                    + " there is no authentication", null);
            return null;
        }
        if (type == null || word == null) {
            problems.mistake(authentication.position(), "authentication needs both auth_type and auth_pass", "there is no authentication", null);
            return null;
        }
        if (word.text().getBytes(StandardCharsets.UTF_8).length > Password.BYTES) {
            problems.mistake(word.position(), "only the first " + Password.BYTES + " bytes of auth_pass count", null);
        }
        return Password.of(word.text());
    }

    private <T> @Nullable T required(@Nullable T value, String keyword, String what) {
        if (value == null) {
            problems.error(section.position(), "vrrp_instance " + name + " has no usable " + keyword,
                    "it needs " + keyword + ", " + what);
        }
        return value;
    }

    private Position position(String keyword) {
        List<Node.Statement> statements = section.all(keyword);
        Node.@Nullable Statement last = statements.isEmpty() ? null : statements.getLast();
        return last == null ? section.position()
                : last.words().isEmpty() ? last.position() : last.words().getFirst().position();
    }
}
