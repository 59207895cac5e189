package dev.lvsd.netlink.nft;

import static dev.lvsd.netlink.nft.NftAbi.NFTA_CHAIN_HANDLE;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_CHAIN_HOOK;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_CHAIN_NAME;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_DATA_VALUE;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_GEN_ID;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_HOOK_HOOKNUM;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_HOOK_PRIORITY;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_RULE_HANDLE;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_SET_ELEM_KEY;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_SET_ELEM_LIST_ELEMENTS;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_TABLE_FLAGS;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_TABLE_NAME;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_TABLE_USERDATA;
import static dev.lvsd.netlink.nft.NftAbi.NFT_TABLE_F_DORMANT;
import static dev.lvsd.netlink.nft.NftAbi.SIZEOF_NFGENMSG;

import dev.lvsd.netlink.AttributeCursor;
import dev.lvsd.netlink.AttributeSet;
import dev.lvsd.netlink.MessageCursor;
import dev.lvsd.netlink.NetlinkFormatException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads what nf_tables answers.
final class DropDecoder {
    static final AttributeSet TABLE = AttributeSet.of("NFTA_TABLE_", "UNSPEC", "NAME", "FLAGS");
    static final AttributeSet CHAIN = AttributeSet.of("NFTA_CHAIN_", "UNSPEC", "TABLE", "HANDLE", "NAME", "HOOK");
    static final AttributeSet HOOK = AttributeSet.of("NFTA_HOOK_", "UNSPEC", "HOOKNUM", "PRIORITY");
    static final AttributeSet RULE = AttributeSet.of("NFTA_RULE_", "UNSPEC", "TABLE", "CHAIN", "HANDLE");
    static final AttributeSet ELEMENTS = AttributeSet.of("NFTA_SET_ELEM_LIST_", "UNSPEC", "TABLE", "SET", "ELEMENTS");
    static final AttributeSet ELEMENT = AttributeSet.of("NFTA_SET_ELEM_", "UNSPEC", "KEY");
    static final AttributeSet DATA = AttributeSet.of("NFTA_DATA_", "UNSPEC", "VALUE");
    static final AttributeSet GENERATION = AttributeSet.of("NFTA_GEN_", "UNSPEC", "ID");

    private DropDecoder() {}

    /// A table.
    ///
    /// @param name its name
    /// @param isOurs whether it has our mark
    /// @param isDormant whether it does nothing
    record Table(String name, boolean isOurs, boolean isDormant) {}

    static Table table(MessageCursor message) throws NetlinkFormatException {
        String name = "";
        boolean ours = false;
        int flags = 0;
        AttributeCursor attribute = message.attributes(SIZEOF_NFGENMSG, TABLE);
        while (attribute.next()) {
            switch (attribute.type()) {
                case NFTA_TABLE_NAME -> name = attribute.string();
                case NFTA_TABLE_FLAGS -> flags = attribute.be32();
                case NFTA_TABLE_USERDATA -> ours = Arrays.equals(attribute.bytes(), DropEncoder.MARK);
                default -> { }
            }
        }
        return new Table(name, ours, (flags & NFT_TABLE_F_DORMANT) != 0);
    }

    static DropReading.Chain chain(MessageCursor message) throws NetlinkFormatException {
        String name = "";
        long handle = 0;
        int hook = -1;
        int priority = 0;
        AttributeCursor attribute = message.attributes(SIZEOF_NFGENMSG, CHAIN);
        while (attribute.next()) {
            switch (attribute.type()) {
                case NFTA_CHAIN_NAME -> name = attribute.string();
                case NFTA_CHAIN_HANDLE -> handle = be64(attribute);
                case NFTA_CHAIN_HOOK -> {
                    AttributeCursor inner = attribute.nested(HOOK);
                    while (inner.next()) {
                        switch (inner.type()) {
                            case NFTA_HOOK_HOOKNUM -> hook = inner.be32();
                            case NFTA_HOOK_PRIORITY -> priority = inner.be32();
                            default -> { }
                        }
                    }
                }
                default -> { }
            }
        }
        return new DropReading.Chain(name, handle, hook, priority);
    }

    /// The handle of a rule.
    static Long rule(MessageCursor message) throws NetlinkFormatException {
        AttributeCursor attribute = message.attributes(SIZEOF_NFGENMSG, RULE);
        while (attribute.next()) {
            if (attribute.type() == NFTA_RULE_HANDLE) {
                return be64(attribute);
            }
        }
        throw attribute.missing(NFTA_RULE_HANDLE);
    }

    /// The addresses of some elements of a set.
    static List<Drop> elements(DropSet set, MessageCursor message) throws NetlinkFormatException {
        List<Drop> drops = new ArrayList<>();
        AttributeCursor attribute = message.attributes(SIZEOF_NFGENMSG, ELEMENTS);
        while (attribute.next()) {
            if (attribute.type() == NFTA_SET_ELEM_LIST_ELEMENTS) {
                AttributeCursor element = attribute.nested(ELEMENT);
                while (element.next()) {
                    drops.add(element(set, element.nested(ELEMENT)));
                }
            }
        }
        return drops;
    }

    private static Drop element(DropSet set, AttributeCursor attribute) throws NetlinkFormatException {
        while (attribute.next()) {
            if (attribute.type() == NFTA_SET_ELEM_KEY) {
                AttributeCursor value = attribute.nested(DATA);
                while (value.next()) {
                    if (value.type() == NFTA_DATA_VALUE) {
                        return set.drop(value.bytes(set.keyLength()));
                    }
                }
            }
        }
        throw attribute.missing(NFTA_SET_ELEM_KEY);
    }

    /// The generation of all tables.
    static Integer generation(MessageCursor message) throws NetlinkFormatException {
        AttributeCursor attribute = message.attributes(SIZEOF_NFGENMSG, GENERATION);
        while (attribute.next()) {
            if (attribute.type() == NFTA_GEN_ID) {
                return attribute.be32();
            }
        }
        throw attribute.missing(NFTA_GEN_ID);
    }

    private static long be64(AttributeCursor attribute) throws NetlinkFormatException {
        return ByteBuffer.wrap(attribute.bytes(Long.BYTES)).getLong();
    }
}
