package dev.lvsd.ipvs;

import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import java.util.List;

/// A step as the command line of ipvsadm(8) that equals it, with numeric addresses.
final class IpvsadmLine {
    private IpvsadmLine() {}

    static String of(Step step) {
        return "ipvsadm " + switch (step) {
            case Step.AddVirtualServer(var key, var options) -> "-A " + service(key) + options(key, options);
            case Step.EditVirtualServer(var key, var options) -> "-E " + service(key) + options(key, options);
            case Step.DeleteVirtualServer(var key) -> "-D " + service(key);
            case Step.AddRealServer(var key, var realServer, var options) ->
                "-a " + service(key) + " -r " + realServer + options(options);
            case Step.EditRealServer(var key, var realServer, var options) ->
                "-e " + service(key) + " -r " + realServer + options(options);
            case Step.DeleteRealServer(var key, Endpoint realServer) -> "-d " + service(key) + " -r " + realServer;
        };
    }

    private static String service(VirtualServerKey key) {
        return switch (key) {
            case VirtualServerKey.Address(var protocol, var endpoint) -> switch (protocol) {
                case TCP -> "-t " + endpoint;
                case UDP -> "-u " + endpoint;
                case SCTP -> "--sctp-service " + endpoint;
            };
            case VirtualServerKey.Fwmark(var family, int mark) ->
                "-f " + Integer.toUnsignedString(mark) + (family == Family.IPV6 ? " -6" : "");
        };
    }

    private static String options(VirtualServerKey key, VirtualServerOptions options) {
        StringBuilder line = new StringBuilder(" -s ").append(options.scheduler());
        if (options.isPersistent()) {
            line.append(" -p ").append(Integer.toUnsignedString(options.timeoutSeconds()));
            if (options.netmask() != VirtualServerOptions.hostNetmask(key.family())) {
                line.append(" -M ").append(netmask(key.family(), options.netmask()));
            }
        }
        if (!options.persistenceEngine().isEmpty()) {
            line.append(" --pe ").append(options.persistenceEngine());
        }
        if (options.isOnePacket()) {
            line.append(" -o");
        }
        List<String> flags = SchedulerFlags.words(options.scheduler(), options.flags());
        return line.append(flags.isEmpty() ? "" : " -b " + String.join(",", flags)).toString();
    }

    private static String netmask(Family family, int netmask) {
        return switch (family) {
            case IPV4 -> new IpAddress.V4(netmask).toString();
            case IPV6 -> Integer.toString(netmask);
        };
    }

    private static String options(RealServerOptions options) {
        StringBuilder line = new StringBuilder(switch (options.forwarding()) {
            case NAT -> " -m";
            case TUN -> " -i";
            case DR, LOCAL, BYPASS -> " -g";
        });
        line.append(" -w ").append(options.weight());
        if (options.upperThreshold() != 0 || options.lowerThreshold() != 0) {
            line.append(" -x ").append(Integer.toUnsignedString(options.upperThreshold()));
            line.append(" -y ").append(Integer.toUnsignedString(options.lowerThreshold()));
        }
        if (options.forwarding() == Forwarding.TUN && !options.tunnel().equals(Tunnel.IPIP)) {
            line.append(tunnel(options.tunnel()));
        }
        return line.toString();
    }

    private static String tunnel(Tunnel tunnel) {
        String checksum = switch (tunnel.flags()) {
            case IpvsAbi.IP_VS_TUNNEL_ENCAP_FLAG_CSUM -> " --tun-csum";
            case IpvsAbi.IP_VS_TUNNEL_ENCAP_FLAG_REMCSUM -> " --tun-remcsum";
            default -> " --tun-nocsum";
        };
        return switch (tunnel.type()) {
            case IpvsAbi.IP_VS_CONN_F_TUNNEL_TYPE_GUE -> " --tun-type gue --tun-port " + tunnel.port() + checksum;
            case IpvsAbi.IP_VS_CONN_F_TUNNEL_TYPE_GRE -> " --tun-type gre" + checksum;
            default -> " --tun-type ipip";
        };
    }
}
