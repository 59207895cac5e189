package dev.lvsd;

import dev.lvsd.control.VirtualServerSnapshot;
import dev.lvsd.ipvs.Forwarding;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.SchedulerFlags;
import dev.lvsd.ipvs.Tunnel;
import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The options of entries by keepalived's names; what is not set is left out.
final class OptionWords {
    private OptionWords() {}

    static Map<String, Object> of(VirtualServerOptions options, Family family) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("lb_algo", options.scheduler());
        List<String> flags = flags(options);
        if (!flags.isEmpty()) {
            words.put("flags", flags);
        }
        if (options.isPersistent()) {
            words.put("persistence_timeout", Integer.toUnsignedLong(options.timeoutSeconds()));
            if (options.netmask() != VirtualServerOptions.hostNetmask(family)) {
                words.put("persistence_granularity", family == Family.IPV4
                        ? new IpAddress.V4(options.netmask()).toString()
                        : Integer.toString(options.netmask()));
            }
        }
        if (!options.persistenceEngine().isEmpty()) {
            words.put("persistence_engine", options.persistenceEngine());
        }
        return words;
    }

    static Map<String, Object> of(RealServerOptions options) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("lb_kind", options.forwarding().name());
        words.put("weight", options.weight());
        if (options.upperThreshold() != 0) {
            words.put("uthreshold", Integer.toUnsignedLong(options.upperThreshold()));
        }
        if (options.lowerThreshold() != 0) {
            words.put("lthreshold", Integer.toUnsignedLong(options.lowerThreshold()));
        }
        if (options.forwarding() == Forwarding.TUN && !options.tunnel().equals(Tunnel.IPIP)) {
            words.put("tunnel", options.tunnel().words());
        }
        return words;
    }

    /// `ops`, `sh-port`, `flag-3`: as ipvsadm spells them.
    static List<String> flags(VirtualServerOptions options) {
        List<String> flags = new ArrayList<>();
        if (options.isOnePacket()) {
            flags.add(VirtualServerSnapshot.ONE_PACKET);
        }
        flags.addAll(SchedulerFlags.words(options.scheduler(), options.flags()));
        return flags;
    }
}
