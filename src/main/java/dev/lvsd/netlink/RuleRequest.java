package dev.lvsd.netlink;

import static dev.lvsd.netlink.NetlinkAbi.NLM_F_CREATE;
import static dev.lvsd.netlink.NetlinkAbi.NLM_F_EXCL;
import static dev.lvsd.netlink.RoutingAbi.FIB_RULE_INVERT;
import static dev.lvsd.netlink.RoutingAbi.FRA_DPORT_RANGE;
import static dev.lvsd.netlink.RoutingAbi.FRA_DST;
import static dev.lvsd.netlink.RoutingAbi.FRA_FLOW;
import static dev.lvsd.netlink.RoutingAbi.FRA_FWMARK;
import static dev.lvsd.netlink.RoutingAbi.FRA_FWMASK;
import static dev.lvsd.netlink.RoutingAbi.FRA_GOTO;
import static dev.lvsd.netlink.RoutingAbi.FRA_IIFNAME;
import static dev.lvsd.netlink.RoutingAbi.FRA_IP_PROTO;
import static dev.lvsd.netlink.RoutingAbi.FRA_L3MDEV;
import static dev.lvsd.netlink.RoutingAbi.FRA_OIFNAME;
import static dev.lvsd.netlink.RoutingAbi.FRA_PRIORITY;
import static dev.lvsd.netlink.RoutingAbi.FRA_PROTOCOL;
import static dev.lvsd.netlink.RoutingAbi.FRA_SPORT_RANGE;
import static dev.lvsd.netlink.RoutingAbi.FRA_SRC;
import static dev.lvsd.netlink.RoutingAbi.FRA_SUPPRESS_IFGROUP;
import static dev.lvsd.netlink.RoutingAbi.FRA_SUPPRESS_PREFIXLEN;
import static dev.lvsd.netlink.RoutingAbi.FRA_TABLE;
import static dev.lvsd.netlink.RoutingAbi.FRA_TUN_ID;
import static dev.lvsd.netlink.RoutingAbi.FRA_UID_RANGE;
import static dev.lvsd.netlink.RoutingAbi.FR_ACT_BLACKHOLE;
import static dev.lvsd.netlink.RoutingAbi.FR_ACT_GOTO;
import static dev.lvsd.netlink.RoutingAbi.FR_ACT_NOP;
import static dev.lvsd.netlink.RoutingAbi.FR_ACT_PROHIBIT;
import static dev.lvsd.netlink.RoutingAbi.FR_ACT_TO_TBL;
import static dev.lvsd.netlink.RoutingAbi.FR_ACT_UNREACHABLE;
import static dev.lvsd.netlink.RoutingAbi.RTM_DELRULE;
import static dev.lvsd.netlink.RoutingAbi.RTM_NEWRULE;
import static dev.lvsd.netlink.RoutingAbi.RT_TABLE_UNSPEC;

import dev.lvsd.net.Prefix;
import dev.lvsd.net.routing.Range;
import dev.lvsd.net.routing.Rule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// A change of the rules of the routing policy; many make a batch.
public sealed interface RuleRequest extends RoutingRequest {
    /// The rule.
    Rule rule();

    @Override
    default Rule entry() {
        return rule();
    }

    @Override
    default void write(MessageWriter writer) {
        header(writer, rule());
        selector(writer, rule().selector());
        writer.u32(FRA_PRIORITY, (int) rule().priority());
        action(writer, rule().action());
        if (rule().protocol() != 0) {
            writer.u8(FRA_PROTOCOL, rule().protocol());
        }
    }

    /// Adds a rule. Where it is there already, the kernel says `EEXIST`.
    record Add(Rule rule) implements RuleRequest {
        @Override
        public int type() {
            return RTM_NEWRULE;
        }

        @Override
        public int flags() {
            return NLM_F_CREATE | NLM_F_EXCL;
        }

        @Override
        public String command() {
            return "add rule " + rule;
        }
    }

    /// Removes a rule.
    record Delete(Rule rule) implements RuleRequest {
        @Override
        public int type() {
            return RTM_DELRULE;
        }

        @Override
        public int flags() {
            return 0;
        }

        @Override
        public String command() {
            return "delete rule " + rule;
        }
    }

    private static void header(MessageWriter writer, Rule rule) {
        Rule.Selector selector = rule.selector();
        long table = rule.action() instanceof Rule.Action.Lookup lookup ? lookup.table() : 0;
        writer.u8(rule.family().number()).u8(length(selector.to())).u8(length(selector.from())).u8(selector.tos())
                .u8(table > 0xff ? RT_TABLE_UNSPEC : (int) table).u8(0).u8(0).u8(number(rule.action()))
                .u32(selector.inverted() ? FIB_RULE_INVERT : 0);
    }

    private static int length(@Nullable Prefix prefix) {
        return prefix == null ? 0 : prefix.length();
    }

    private static int number(Rule.Action action) {
        return switch (action) {
            case Rule.Action.Lookup _ -> FR_ACT_TO_TBL;
            case Rule.Action.Goto _ -> FR_ACT_GOTO;
            case Rule.Action.Plain plain -> switch (plain) {
                case NOP -> FR_ACT_NOP;
                case BLACKHOLE -> FR_ACT_BLACKHOLE;
                case UNREACHABLE -> FR_ACT_UNREACHABLE;
                case PROHIBIT -> FR_ACT_PROHIBIT;
            };
        };
    }

    private static void selector(MessageWriter writer, Rule.Selector selector) {
        address(writer, FRA_SRC, selector.from());
        address(writer, FRA_DST, selector.to());
        Rule.Mark mark = selector.mark();
        if (mark != null) {
            writer.u32(FRA_FWMARK, (int) mark.value());
            if (mark.mask() != 0xffff_ffffL) {
                writer.u32(FRA_FWMASK, (int) mark.mask());
            }
        }
        if (selector.iif() != null) {
            writer.string(FRA_IIFNAME, selector.iif());
        }
        if (selector.oif() != null) {
            writer.string(FRA_OIFNAME, selector.oif());
        }
        if (selector.tunnel() != 0) {
            writer.bytes(FRA_TUN_ID, ByteBuffer.allocate(Long.BYTES).putLong(selector.tunnel()).array());
        }
        Range users = selector.users();
        if (users != null) {
            writer.bytes(FRA_UID_RANGE, ByteBuffer.allocate(2 * Integer.BYTES).order(ByteOrder.nativeOrder())
                    .putInt((int) users.first()).putInt((int) users.last()).array());
        }
        if (selector.transport().protocol() != 0) {
            writer.u8(FRA_IP_PROTO, selector.transport().protocol());
        }
        ports(writer, FRA_SPORT_RANGE, selector.transport().source());
        ports(writer, FRA_DPORT_RANGE, selector.transport().destination());
    }

    private static void address(MessageWriter writer, int type, @Nullable Prefix prefix) {
        if (prefix != null && prefix.length() != 0) {
            writer.bytes(type, prefix.address().bytes());
        }
    }

    private static void ports(MessageWriter writer, int type, @Nullable Range ports) {
        if (ports != null) {
            writer.bytes(type, ByteBuffer.allocate(2 * Short.BYTES).order(ByteOrder.nativeOrder())
                    .putShort((short) ports.first()).putShort((short) ports.last()).array());
        }
    }

    private static void action(MessageWriter writer, Rule.Action action) {
        switch (action) {
            case Rule.Action.Lookup lookup -> lookup(writer, lookup);
            case Rule.Action.Goto(long priority) -> writer.u32(FRA_GOTO, (int) priority);
            case Rule.Action.Plain _ -> {}
        }
    }

    private static void lookup(MessageWriter writer, Rule.Action.Lookup lookup) {
        if (lookup.table() == 0) {
            writer.u8(FRA_L3MDEV, 1);
        } else if (lookup.table() > 0xff) {
            writer.u32(FRA_TABLE, (int) lookup.table());
        }
        if (lookup.suppressPrefixLength() >= 0) {
            writer.u32(FRA_SUPPRESS_PREFIXLEN, lookup.suppressPrefixLength());
        }
        if (lookup.suppressGroup() >= 0) {
            writer.u32(FRA_SUPPRESS_IFGROUP, (int) lookup.suppressGroup());
        }
        if (lookup.realms() != 0) {
            writer.u32(FRA_FLOW, (int) lookup.realms());
        }
    }
}
