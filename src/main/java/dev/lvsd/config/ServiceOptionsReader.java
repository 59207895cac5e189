package dev.lvsd.config;

import dev.lvsd.config.keyword.Keywords;
import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.ipvs.IpvsAbi;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Protocol;
import org.jspecify.annotations.Nullable;

/// Reads the scheduler of a virtual server, its flags and its persistence.
final class ServiceOptionsReader {
    private final Section section;
    private final ProblemCollector problems;

    ServiceOptionsReader(Section section) {
        this.section = section;
        this.problems = section.problems();
    }

    /// The options of a virtual server.
    VirtualServerOptions read(VirtualServerKey key) {
        String scheduler = section.choice("lb_algo");
        int timeout = persistence();
        int netmask = granularity(key.family());
        Word engine = section.word("persistence_engine");
        boolean hasGranularity = !section.all("persistence_granularity").isEmpty();
        boolean everyPort = key instanceof VirtualServerKey.Address(_, Endpoint endpoint) && endpoint.port() == 0;
        if (timeout == 0 && (hasGranularity || everyPort)) {
            timeout = preset();
            if (everyPort) {
                problems.mistake(section.position(), "a virtual server without a port must be persistent",
                        "persistence_timeout " + timeout + " is taken", null);
            }
        }
        int flags = schedulerFlags(scheduler) | onePacket(key)
                | (timeout == 0 ? 0 : IpvsAbi.IP_VS_SVC_F_PERSISTENT);
        return new VirtualServerOptions(scheduler, flags, timeout, netmask, engine == null ? "" : engineName(engine));
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

    private int granularity(Family family) {
        int host = VirtualServerOptions.hostNetmask(family);
        Word word = section.word("persistence_granularity");
        if (word == null) {
            return host;
        }
        switch (family) {
            case IPV4 -> {
                if (IpAddress.parse(word.text()) instanceof IpAddress.V4(int mask) && mask != 0) {
                    if (Integer.numberOfLeadingZeros(~mask) + Integer.numberOfTrailingZeros(mask) != 32) {
                        problems.mistake(word.position(), "the mask has holes", "it is used as it is", null);
                    }
                    return mask;
                }
            }
            case IPV6 -> {
                if (word.text().matches("\\d{1,3}") && isPrefixLength(Integer.parseInt(word.text()))) {
                    return Integer.parseInt(word.text());
                }
            }
        }
        problems.mistake(word.position(), "persistence_granularity is " + (family == Family.IPV4
                ? "a mask such as 255.255.255.0" : "a prefix length from 1 to 128"), "it is skipped", null);
        return host;
    }

    private static boolean isPrefixLength(int length) {
        return length >= 1 && length <= 128;
    }

    private int onePacket(VirtualServerKey key) {
        if (!section.flag("ops")) {
            return 0;
        }
        if (key instanceof VirtualServerKey.Address(Protocol protocol, _) && protocol != Protocol.UDP) {
            problems.mistake(section.position(), "ops needs protocol UDP", "it is ignored", null);
            return 0;
        }
        return IpvsAbi.IP_VS_SVC_F_ONEPACKET;
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
