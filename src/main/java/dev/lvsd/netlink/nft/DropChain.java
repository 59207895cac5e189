package dev.lvsd.netlink.nft;

/// The chains of a table: what comes to this host, by its destination, and what it sends, by its source.
enum DropChain {
    /// Packets to this host.
    IN("in", NftAbi.NF_INET_LOCAL_IN, 16, 24, NftAbi.NFT_META_IIFNAME),
    /// Packets of this host.
    OUT("out", NftAbi.NF_INET_LOCAL_OUT, 12, 8, NftAbi.NFT_META_OIFNAME);

    private final String title;
    private final int hook;
    private final int ipv4Offset;
    private final int ipv6Offset;
    private final int interfaceName;

    DropChain(String title, int hook, int ipv4Offset, int ipv6Offset, int interfaceName) {
        this.title = title;
        this.hook = hook;
        this.ipv4Offset = ipv4Offset;
        this.ipv6Offset = ipv6Offset;
        this.interfaceName = interfaceName;
    }

    /// Its name in the table.
    String title() {
        return title;
    }

    /// The hook that it stands at, `NF_INET_…`.
    int hook() {
        return hook;
    }

    /// Where the address stands in an IPv4 header (RFC 791, 3.1).
    int ipv4Offset() {
        return ipv4Offset;
    }

    /// Where the address stands in an IPv6 header (RFC 8200, 3).
    int ipv6Offset() {
        return ipv6Offset;
    }

    /// The name of the packet's interface, `NFT_META_…`.
    int interfaceName() {
        return interfaceName;
    }
}
