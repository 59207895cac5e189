package dev.lvsd.net;

/// Transport protocol of a virtual server.
public enum Protocol {
    /// TCP, 6.
    TCP(6),
    /// UDP, 17.
    UDP(17),
    /// SCTP, 132.
    SCTP(132);

    private final int number;

    Protocol(int number) {
        this.number = number;
    }

    /// The number of IANA's protocol registry, `IPPROTO_…` of `<netinet/in.h>`.
    public int number() {
        return number;
    }
}
