package dev.lvsd.config.ipvsadm;

import org.jspecify.annotations.Nullable;

/// What follows a command of ipvsadm(8) that changes a table.
enum SaveOption {
    TCP("-t", "--tcp-service", Value.NEEDED),
    UDP("-u", "--udp-service", Value.NEEDED),
    SCTP("", "--sctp-service", Value.NEEDED),
    FWMARK("-f", "--fwmark-service", Value.NEEDED),
    IPV6("-6", "--ipv6", Value.NONE),
    SCHEDULER("-s", "--scheduler", Value.NEEDED),
    PERSISTENT("-p", "--persistent", Value.POSSIBLE),
    NETMASK("-M", "--netmask", Value.NEEDED),
    ENGINE("", "--pe", Value.NEEDED),
    FLAGS("-b", "--sched-flags", Value.NEEDED),
    ONE_PACKET("-o", "--ops", Value.NONE),
    REAL_SERVER("-r", "--real-server", Value.NEEDED),
    GATEWAYING("-g", "--gatewaying", Value.NONE),
    TUNNELLING("-i", "--ipip", Value.NONE),
    MASQUERADING("-m", "--masquerading", Value.NONE),
    WEIGHT("-w", "--weight", Value.NEEDED),
    UPPER("-x", "--u-threshold", Value.NEEDED),
    LOWER("-y", "--l-threshold", Value.NEEDED),
    TUNNEL_TYPE("", "--tun-type", Value.NEEDED),
    TUNNEL_PORT("", "--tun-port", Value.NEEDED),
    NO_CHECKSUM("", "--tun-nocsum", Value.NONE),
    CHECKSUM("", "--tun-csum", Value.NONE),
    REMOTE_CHECKSUM("", "--tun-remcsum", Value.NONE),
    NUMERIC("-n", "--numeric", Value.NONE);

    /// Whether something follows.
    enum Value {
        NONE,
        POSSIBLE,
        NEEDED
    }

    private final String letter;
    private final String word;
    private final Value value;

    SaveOption(String letter, String word, Value value) {
        this.letter = letter;
        this.word = word;
        this.value = value;
    }

    /// What follows.
    Value value() {
        return value;
    }

    /// The option of a word; null where it is none.
    static @Nullable SaveOption of(String text) {
        for (SaveOption option : values()) {
            if (text.equals(option.word) || (!option.letter.isEmpty() && text.equals(option.letter))) {
                return option;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return letter.isEmpty() ? word : letter;
    }
}
