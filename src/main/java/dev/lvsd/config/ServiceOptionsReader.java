package dev.lvsd.config;

import dev.lvsd.config.keyword.Keywords;
import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.ipvs.IpvsAbi;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Protocol;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the scheduler of a virtual server, its flags and its persistence.
final class ServiceOptionsReader {
    private final Section section;
    private final ProblemCollector problems;

    ServiceOptionsReader(Section section) {
        this.section = section;
        this.problems = section.problems();
    }

    /// The services of a virtual server.
    ///
    /// @param keys at least one
    List<Service> services(List<VirtualServerKey> keys) {
        String scheduler = section.choice("lb_algo");
        int timeout = persistence();
        Map<Family, Integer> netmasks = granularity(keys);
        Word engine = section.word("persistence_engine");
        String engineName = engine == null ? "" : engineName(engine);
        boolean hasGranularity = !section.all("persistence_granularity").isEmpty();
        boolean everyPort = keys.stream().anyMatch(
                key -> key instanceof VirtualServerKey.Address address && address.port() == 0);
        if (timeout == 0 && (hasGranularity || everyPort)) {
            timeout = preset();
            if (everyPort) {
                problems.mistake(section.position(), "a virtual server without a port must be persistent",
                        "persistence_timeout " + timeout + " is taken", null);
            }
        }
        if (engine != null && timeout == 0) {
            problems.warning(engine.position(), "persistence_engine has no effect without persistence_timeout", null);
        }
        int flags = schedulerFlags(scheduler) | (timeout == 0 ? 0 : IpvsAbi.IP_VS_SVC_F_PERSISTENT);
        boolean onePacket = onePacket(keys);
        Map<VirtualServerOptions, VirtualServerOptions> known = new HashMap<>();
        List<Service> services = new ArrayList<>(keys.size());
        for (VirtualServerKey key : keys) {
            int own = onePacket && mayBeOnePacket(key) ? IpvsAbi.IP_VS_SVC_F_ONEPACKET : 0;
            VirtualServerOptions options = new VirtualServerOptions(
                    scheduler, flags | own, timeout, netmasks.getOrDefault(key.family(), 0), engineName);
            services.add(new Service(key, known.computeIfAbsent(options, it -> it)));
        }
        return services;
    }

    private int persistence() {
        Node.@Nullable Statement statement = section.statement("persistence_timeout");
        if (statement == null) {
            return 0;
        }
        return statement.words().isEmpty() ? preset() : orPreset(section.givenWhole("persistence_timeout"));
    }

    private static int orPreset(@Nullable Long seconds) {
        return seconds == null ? preset() : seconds.intValue();
    }

    private static int preset() {
        return Integer.parseInt(Keywords.of(Place.VIRTUAL_SERVER, "persistence_timeout").preset());
    }

    /// The netmask of each family: what is said fits one of them.
    private Map<Family, Integer> granularity(List<VirtualServerKey> keys) {
        Map<Family, Integer> netmasks = new EnumMap<>(Family.class);
        keys.forEach(key -> netmasks.put(key.family(), VirtualServerOptions.hostNetmask(key.family())));
        Word word = section.word("persistence_granularity");
        if (word == null) {
            return netmasks;
        }
        for (Family family : netmasks.keySet()) {
            Integer netmask = netmask(word, family);
            if (netmask != null) {
                netmasks.put(family, netmask);
                return netmasks;
            }
        }
        problems.mistake(word.position(), "persistence_granularity is "
                + (keys.getFirst().family() == Family.IPV4
                        ? "a mask such as 255.255.255.0" : "a prefix length from 1 to 128"), "it is skipped", null);
        return netmasks;
    }

    private @Nullable Integer netmask(Word word, Family family) {
        return switch (family) {
            case IPV4 -> {
                if (!(IpAddress.parse(word.text()) instanceof IpAddress.V4(int mask)) || mask == 0) {
                    yield null;
                }
                if (Integer.numberOfLeadingZeros(~mask) + Integer.numberOfTrailingZeros(mask) != 32) {
                    problems.mistake(word.position(), "the mask has holes", "it is used as it is", null);
                }
                yield mask;
            }
            case IPV6 -> word.text().matches("\\d{1,3}") && isPrefixLength(Integer.parseInt(word.text()))
                    ? Integer.valueOf(word.text()) : null;
        };
    }

    private static boolean isPrefixLength(int length) {
        return length >= 1 && length <= 128;
    }

    private boolean onePacket(List<VirtualServerKey> keys) {
        if (!section.flag("ops")) {
            return false;
        }
        if (!keys.stream().allMatch(ServiceOptionsReader::mayBeOnePacket)) {
            boolean some = keys.stream().anyMatch(ServiceOptionsReader::mayBeOnePacket);
            problems.mistake(section.position(), "ops needs protocol UDP",
                    some ? "it is taken for the firewall marks only" : "it is ignored", null);
        }
        return true;
    }

    private static boolean mayBeOnePacket(VirtualServerKey key) {
        return !(key instanceof VirtualServerKey.Address(Protocol protocol, _)) || protocol == Protocol.UDP;
    }

    private int schedulerFlags(String scheduler) {
        return flag("flag-1", IpvsAbi.IP_VS_SVC_F_SCHED1)
                | flag("flag-2", IpvsAbi.IP_VS_SVC_F_SCHED2)
                | flag("flag-3", IpvsAbi.IP_VS_SVC_F_SCHED3)
                | flagOf(scheduler, "sh", "sh-fallback", IpvsAbi.IP_VS_SVC_F_SCHED1)
                | flagOf(scheduler, "sh", "sh-port", IpvsAbi.IP_VS_SVC_F_SCHED2)
                | flagOf(scheduler, "mh", "mh-fallback", IpvsAbi.IP_VS_SVC_F_SCHED1)
                | flagOf(scheduler, "mh", "mh-port", IpvsAbi.IP_VS_SVC_F_SCHED2);
    }

    private int flag(String keyword, int bit) {
        return section.flag(keyword) ? bit : 0;
    }

    private int flagOf(String scheduler, String owner, String keyword, int bit) {
        int given = flag(keyword, bit);
        if (given != 0 && !scheduler.equals(owner)) {
            problems.mistake(section.position(), keyword + " needs lb_algo " + owner, "it is ignored", null);
            return 0;
        }
        return given;
    }

    private String engineName(Word engine) {
        if (engine.text().length() < IpvsAbi.IP_VS_PENAME_MAXLEN) {
            return engine.text();
        }
        problems.mistake(engine.position(), "the name of a persistence engine has at most "
                + (IpvsAbi.IP_VS_PENAME_MAXLEN - 1) + " letters", "it is skipped", null);
        return "";
    }
}
