package dev.lvsd.ipvs;

/// Encapsulation of a tunnelled real server (`IPVS_DEST_ATTR_TUN_…`).
///
/// @param type `IP_VS_CONN_F_TUNNEL_TYPE_…`: 0 ipip, 1 gue, 2 gre
/// @param port UDP port of gue, 0 otherwise
/// @param flags checksum options, `IP_VS_TUNNEL_ENCAP_FLAG_…`
public record Tunnel(int type, int port, int flags) {
    /// IP in IP, the kernel's default.
    public static final Tunnel IPIP = new Tunnel(0, 0, 0);

    /// `ipip`, `gue port 6080 csum`, `gre`: the words that keepalived.conf has behind `type`.
    public String words() {
        String checksum = switch (flags) {
            case IpvsAbi.IP_VS_TUNNEL_ENCAP_FLAG_CSUM -> " csum";
            case IpvsAbi.IP_VS_TUNNEL_ENCAP_FLAG_REMCSUM -> " remcsum";
            default -> "";
        };
        return switch (type) {
            case IpvsAbi.IP_VS_CONN_F_TUNNEL_TYPE_GUE -> "gue port " + port + checksum;
            case IpvsAbi.IP_VS_CONN_F_TUNNEL_TYPE_GRE -> "gre" + checksum;
            default -> "ipip";
        };
    }
}
