package dev.lvsd.config;

import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.MacAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads `use_vmac` and its like, and puts the virtual addresses on the interfaces that come of it. Names are given as
/// keepalived gives them: `vrrp.51` by the VRID, where that is taken `vrrp6.51` for IPv6, or else `vrrp1.51`.
final class VirtualMacReader {
    private static final Pattern NAME = Pattern.compile("[^\\s/:]+");
    /// 00:00:5e:00:01 and the VRID for IPv4, 00:00:5e:00:02 for IPv6 (RFC 9568, 7.3).
    private static final long IPV4_MAC = 0x0000_5e00_0100L;
    private static final long IPV6_MAC = 0x0000_5e00_0200L;
    private static final String PREFIX = "vrrp";

    private final Values values;
    private final ProblemCollector problems;
    private final String prefix;
    private final String addressPrefix;
    private final Set<String> taken = new HashSet<>();

    /// @param globals `global_defs`
    /// @param instances all blocks `vrrp_instance`: a name that one of them gives is not given to another
    VirtualMacReader(Section globals, List<Node.Statement> instances, Values values) {
        this.values = values;
        problems = values.problems();
        Word main = globals.word("vmac_prefix");
        Word other = globals.word("vmac_addr_prefix");
        prefix = prefix(main, PREFIX);
        addressPrefix = prefix(other, prefix);
        for (Node.Statement block : instances) {
            for (Node.Statement given : new Section(Place.VRRP_INSTANCE, block, values).all("use_vmac")) {
                given.words().stream().filter(VirtualMacReader::isName).map(Word::text).forEach(taken::add);
            }
        }
    }

    private record Key(String base, Family family) {}

    /// The interfaces of one instance while they are found.
    private final class Found {
        private final VrrpInstance instance;
        private final Map<Key, VirtualInterface> interfaces = new LinkedHashMap<>();

        Found(VrrpInstance instance) {
            this.instance = instance;
        }

        VirtualInterface of(String base, Family family) {
            Key key = new Key(base, family);
            VirtualInterface there = interfaces.get(key);
            if (there == null) {
                String name = freeName(addressPrefix, family, instance.virtualRouterId());
                there = new VirtualInterface(name, base, family, mac(family, instance.virtualRouterId()));
                interfaces.put(key, there);
            }
            return there;
        }
    }

    /// An instance with its virtual link-layer addresses.
    VrrpInstance complete(Node.Statement block, VrrpInstance instance) {
        Section section = new Section(Place.VRRP_INSTANCE, block, values);
        Node.Statement given = section.statement("use_vmac");
        boolean elsewhere = section.flag("use_vmac_addr");
        boolean fromBase = section.flag("vmac_xmit_base");
        Found found = new Found(instance);
        VirtualInterface main = given == null ? null : main(given, instance);
        if (main != null) {
            found.interfaces.put(new Key(main.base(), main.family()), main);
        } else if (fromBase) {
            problems.mistake(section.positionOf("vmac_xmit_base"), "vmac_xmit_base without use_vmac", "it is ignored",
                    null);
        }
        Set<IpAddress> marked = marked(section);
        List<VirtualAddress> addresses = new ArrayList<>();
        List<VirtualAddress> excluded = new ArrayList<>();
        instance.virtualAddresses().forEach(one -> addresses.add(placed(one, found, main, elsewhere, marked)));
        instance.excludedAddresses().forEach(one -> excluded.add(placed(one, found, main, elsewhere, marked)));
        if (found.interfaces.isEmpty()) {
            return instance;
        }
        MacAddress sender = main == null || isFromBase(section, fromBase, instance) ? null : main.mac();
        return instance.with(
                new VirtualMac(sender, List.copyOf(found.interfaces.values())), addresses, excluded);
    }

    /// Whether adverts go out of the interface itself.
    private boolean isFromBase(Section section, boolean said, VrrpInstance instance) {
        if (instance.path().isUnicast()) {
            if (!said) {
                problems.mistake(section.positionOf("use_vmac"), "adverts to unicast_peer come from the interface"
                        + " itself", "vmac_xmit_base is taken", "say vmac_xmit_base");
            }
            return true;
        }
        if (said && instance.election().strict()) {
            problems.mistake(section.positionOf("vmac_xmit_base"), "strict mode has no vmac_xmit_base",
                    "adverts come from the virtual MAC address", null);
            return false;
        }
        return said;
    }

    private VirtualAddress placed(
            VirtualAddress address, Found found, @Nullable VirtualInterface main, boolean elsewhere,
            Set<IpAddress> marked) {
        VrrpInstance instance = found.instance;
        String device = address.device() == null ? instance.interfaceName() : address.device();
        Family family = address.prefix().address().family();
        boolean own = device.equals(instance.interfaceName());
        boolean foreign = !own || family != instance.family();
        boolean wanted = marked.contains(address.prefix().address()) || (elsewhere && foreign);
        if (own && main != null && !(foreign && wanted)) {
            return address.on(main.name());
        }
        boolean named = main != null && device.equals(main.name());
        return wanted && !named ? address.on(found.of(device, family).name()) : address;
    }

    /// The addresses whose lines say `use_vmac`.
    private static Set<IpAddress> marked(Section section) {
        Set<IpAddress> marked = new HashSet<>();
        for (String keyword : List.of("virtual_ipaddress", "virtual_ipaddress_excluded")) {
            for (Node.Line line : section.lines(keyword)) {
                IpAddress address = IpAddress.parse(line.words().getFirst().text().replaceFirst("/.*", ""));
                if (address != null && line.words().stream().anyMatch(word -> word.text().equals("use_vmac"))) {
                    marked.add(address);
                }
            }
        }
        return marked;
    }

    private VirtualInterface main(Node.Statement given, VrrpInstance instance) {
        String name = null;
        MacAddress mac = null;
        for (Word word : given.words()) {
            if (word.text().equals("netlink_notify_msg")) {
                continue;
            }
            if (word.text().contains(":")) {
                mac = mac(word, instance.virtualRouterId());
            } else if (name == null && isName(word)) {
                name = word.text();
            } else {
                problems.mistake(word.position(), "use_vmac takes the name of an interface and a MAC address, not \""
                        + word.text() + "\"", "it is ignored", "a name has at most 15 bytes and no slash");
            }
        }
        return new VirtualInterface(
                name == null ? freeName(prefix, instance.family(), instance.virtualRouterId()) : name,
                instance.interfaceName(), instance.family(),
                mac == null ? mac(instance.family(), instance.virtualRouterId()) : mac);
    }

    private @Nullable MacAddress mac(Word word, int virtualRouterId) {
        boolean short5 = word.text().chars().filter(c -> c == ':').count() == 4;
        MacAddress mac = MacAddress.parse(
                short5 ? word.text() + ":" + Integer.toHexString(virtualRouterId) : word.text());
        if (mac == null || mac.isMulticast() || mac.bits() == 0) {
            problems.mistake(word.position(), "\"" + word.text() + "\" is no MAC address of an interface",
                    "that of the RFC is taken", "six bytes such as 00:00:5e:00:01:33; of five the VRID is the sixth");
            return null;
        }
        return mac;
    }

    private static MacAddress mac(Family family, int virtualRouterId) {
        return new MacAddress(virtualRouterId | switch (family) {
            case IPV4 -> IPV4_MAC;
            case IPV6 -> IPV6_MAC;
        });
    }

    private String freeName(String start, Family family, int virtualRouterId) {
        String name = start + "." + virtualRouterId;
        if (family == Family.IPV6 && taken.contains(name)) {
            name = start + "6." + virtualRouterId;
        }
        for (int number = 1; !taken.add(name); number++) {
            name = start + number + "." + virtualRouterId;
        }
        return name;
    }

    /// A name with a number and a VRID behind it must be one, too.
    private String prefix(@Nullable Word word, String otherwise) {
        if (word == null) {
            return otherwise;
        }
        if (isName(word) && bytes(word) <= VirtualAddressReader.LONGEST_NAME - "999.255".length()) {
            return word.text();
        }
        problems.mistake(word.position(), "names of interfaces cannot begin with \"" + word.text() + "\"",
                otherwise + " is taken", "it has at most 8 bytes and no slash");
        return otherwise;
    }

    private static boolean isName(Word word) {
        return NAME.matcher(word.text()).matches() && bytes(word) <= VirtualAddressReader.LONGEST_NAME
                && !word.text().equals(".") && !word.text().equals("..");
    }

    private static int bytes(Word word) {
        return word.text().getBytes(StandardCharsets.UTF_8).length;
    }
}
