package dev.lvsd.ipvs;

/// How the director passes a packet on to a real server (`lb_kind`; `IP_VS_CONN_F_FWD_MASK` of
/// `<linux/ip_vs.h>`).
public enum Forwarding {
    /// Network address translation; ipvsadm's `Masq`.
    NAT(0, "Masq"),
    /// To a local process of the director.
    LOCAL(1, "Local"),
    /// Tunnelling; ipvsadm's `Tunnel`.
    TUN(2, "Tunnel"),
    /// Direct routing: the packet goes to the real server's MAC address unchanged; ipvsadm's `Route`.
    DR(3, "Route"),
    /// Straight to the packet's own destination, past IPVS; made by the kernel for caches.
    BYPASS(4, "Bypass");

    private final int number;
    private final String word;

    Forwarding(int number, String word) {
        this.number = number;
        this.word = word;
    }

    /// The kernel's number, the low three bits of a connection's flags.
    public int number() {
        return number;
    }

    /// ipvsadm's word for it, as `ipvsadm -Ln` prints it.
    public String word() {
        return word;
    }
}
