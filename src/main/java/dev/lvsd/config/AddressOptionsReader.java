package dev.lvsd.config;

import dev.lvsd.config.AddressOptions.Flag;
import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Word;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Prefix;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the options of an address that [AddressOptions] has. What keepalived ignores is reported and skipped.
final class AddressOptionsReader {
    /// Options with a word behind them.
    static final Set<String> WITH_VALUE =
            Set.of("dev", "label", "scope", "brd", "broadcast", "peer", "preferred_lft", "track_group");
    /// Without a host, or with two of them, a network has no broadcast address (RFC 3021).
    private static final int LONGEST_WITH_BROADCAST = 30;
    /// Temporary addresses are made of 64 bits of the interface (RFC 8981, 3.3).
    private static final int TEMPORARY_BITS = 64;
    private static final Shape.Whole SECONDS = new Shape.Whole(0, AddressOptions.FOREVER);

    private final Values values;
    private final ProblemCollector problems;

    AddressOptionsReader(Values values) {
        this.values = values;
        this.problems = values.problems();
    }

    /// The options of a line, before any was read.
    ///
    /// @param hasLength whether the line has a prefix length
    Draft draft(Prefix prefix, boolean hasLength) {
        return new Draft(prefix, hasLength);
    }

    void unknown(Word option) {
        problems.mistake(option.position(), "\"" + option.text() + "\" is no option of an address", "it is skipped",
                WITH_VALUE.contains(option.text()) ? option.text() + " needs a value"
                        : "options are dev, label, scope, brd, peer, preferred_lft (each with a value), home, -nodad,"
                                + " mngtmpaddr, noprefixroute, autojoin, no_track, use_vmac");
    }

    /// Options of which some were read.
    final class Draft {
        private Prefix prefix;
        private final boolean hasLength;
        private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
        private @Nullable Word broadcast;
        private @Nullable IpAddress peer;
        private @Nullable Long preferred;
        private boolean tracked = true;

        private Draft(Prefix prefix, boolean hasLength) {
            this.prefix = prefix;
            this.hasLength = hasLength;
        }

        /// Takes a word that is an option alone.
        ///
        /// @return whether it was one
        boolean takesFlag(Word option) {
            if (option.text().equals("no_track")) {
                tracked = false;
                return true;
            }
            for (Flag flag : Flag.values()) {
                if (flag.word().equals(option.text())) {
                    set(flag, option);
                    return true;
                }
            }
            return false;
        }

        private void set(Flag flag, Word option) {
            boolean ofBoth = flag == Flag.NOPREFIXROUTE || flag == Flag.AUTOJOIN;
            if (!ofBoth && !isIpv6()) {
                problems.mistake(option.position(), option.text() + " is for IPv6 alone", "it is skipped", null);
            } else if (flag == Flag.MNGTMPADDR && prefix.length() != TEMPORARY_BITS) {
                problems.mistake(option.position(), "mngtmpaddr needs a prefix length of " + TEMPORARY_BITS,
                        "it is skipped", null);
            } else if (flag == Flag.AUTOJOIN && !prefix.address().isMulticast()) {
                problems.mistake(option.position(), "autojoin is for multicast addresses", "it is skipped", null);
            } else {
                flags.add(flag);
            }
        }

        /// Takes the other end of a link.
        ///
        /// @param other what was read; null where it could not be, which has been reported
        void peer(Word value, @Nullable Prefix other) {
            if (other == null) {
                return;
            }
            if (other.address().family() != prefix.address().family()) {
                problems.mistake(value.position(), "the peer is of another family than its address", "it is skipped",
                        null);
                return;
            }
            if (hasLength) {
                problems.mistake(value.position(), "with a peer the prefix length is the peer's",
                        "/" + other.length() + " is taken", null);
            }
            peer = other.address();
            prefix = new Prefix(prefix.address(), other.length());
        }

        /// Takes an option with its value.
        void take(Word option, Word value) {
            switch (option.text()) {
                case "brd", "broadcast" -> broadcast = value;
                case "preferred_lft" -> {
                    if (isIpv6()) {
                        preferred = value.text().equals("forever") ? Long.valueOf(AddressOptions.FOREVER)
                                : values.whole("preferred_lft", SECONDS, value);
                    } else {
                        problems.mistake(option.position(), "preferred_lft is for IPv6 alone", "it is skipped", null);
                    }
                }
                case String _ -> unknown(option);
            }
        }

        Prefix prefix() {
            return prefix;
        }

        AddressOptions options() {
            return new AddressOptions(
                    broadcast == null ? null : broadcast(broadcast), peer, flags,
                    preferred == null ? AddressOptions.preferredSeconds(prefix) : preferred, tracked);
        }

        private @Nullable IpAddress broadcast(Word word) {
            if (isIpv6()) {
                problems.mistake(word.position(), "IPv6 has no broadcast address", "it is skipped", null);
                return null;
            }
            if (!word.text().equals("+") && !word.text().equals("-")) {
                IpAddress given = values.address("a broadcast address", word);
                if (given instanceof IpAddress.V6) {
                    problems.mistake(word.position(), "IPv6 has no broadcast address", "it is skipped", null);
                    return null;
                }
                return given;
            }
            if (prefix.length() > LONGEST_WITH_BROADCAST) {
                problems.mistake(word.position(), "a network of /" + prefix.length() + " has no broadcast address",
                        "it is skipped", null);
                return null;
            }
            return prefix.address() instanceof IpAddress.V4(int bits)
                    ? new IpAddress.V4(word.text().equals("+") ? bits | -1 >>> prefix.length()
                            : bits & ~(-1 >>> prefix.length()))
                    : null;
        }

        private boolean isIpv6() {
            return prefix.address().family() == Family.IPV6;
        }
    }
}
