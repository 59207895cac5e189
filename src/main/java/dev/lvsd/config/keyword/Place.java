package dev.lvsd.config.keyword;

/// Where a keyword may stand: the top of the file, or a kind of block.
public enum Place {
    ROOT("the top of the file"),
    GLOBAL_DEFS("global_defs"),
    TRACK_GROUP("track_group"),
    GARP_GROUP("garp_group"),
    VRRP_SCRIPT("vrrp_script"),
    TRACK_PROCESS("vrrp_track_process"),
    TRACK_FILE("track_file"),
    BFD_INSTANCE("bfd_instance"),
    SYNC_GROUP("vrrp_sync_group"),
    VRRP_INSTANCE("vrrp_instance"),
    AUTHENTICATION("authentication"),
    AUTH_HMAC("auth_hmac"),
    SSL("SSL"),
    VIRTUAL_SERVER("virtual_server"),
    REAL_SERVER("real_server"),
    TCP_CHECK("TCP_CHECK"),
    HTTP_GET("HTTP_GET"),
    SSL_GET("SSL_GET"),
    URL("url"),
    SMTP_CHECK("SMTP_CHECK"),
    SMTP_HOST("host"),
    DNS_CHECK("DNS_CHECK"),
    MISC_CHECK("MISC_CHECK"),
    UDP_CHECK("UDP_CHECK"),
    PING_CHECK("PING_CHECK"),
    FILE_CHECK("FILE_CHECK"),
    BFD_CHECK("BFD_CHECK"),
    LVSD("lvsd"),
    CONTROL("control"),
    HTTP("http");

    private final String title;

    Place(String title) {
        this.title = title;
    }

    /// `in vrrp_instance`, for messages.
    public String where() {
        return (this == ROOT ? "at " : "in ") + title;
    }

    /// How messages name this place: the keyword of the block.
    public String title() {
        return title;
    }
}
