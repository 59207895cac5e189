package dev.lvsd.netlink.nft;

import static dev.lvsd.netlink.nft.NftAbi.NFTA_CMP_DATA;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_CMP_OP;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_CMP_SREG;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_DATA_VALUE;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_DATA_VERDICT;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_EXPR_DATA;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_EXPR_NAME;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_IMMEDIATE_DATA;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_IMMEDIATE_DREG;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_LIST_ELEM;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_LOOKUP_SET;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_LOOKUP_SREG;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_META_DREG;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_META_KEY;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_PAYLOAD_BASE;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_PAYLOAD_DREG;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_PAYLOAD_LEN;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_PAYLOAD_OFFSET;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_VERDICT_CODE;
import static dev.lvsd.netlink.nft.NftAbi.NFT_CMP_EQ;
import static dev.lvsd.netlink.nft.NftAbi.NFT_PAYLOAD_NETWORK_HEADER;
import static dev.lvsd.netlink.nft.NftAbi.NFT_PAYLOAD_TRANSPORT_HEADER;
import static dev.lvsd.netlink.nft.NftAbi.NFT_REG_1;
import static dev.lvsd.netlink.nft.NftAbi.NFT_REG_VERDICT;

import dev.lvsd.netlink.MessageWriter;

/// Writes the expressions of one rule, between its `NFTA_RULE_EXPRESSIONS`. Each method is one step of the rule, which
/// ends where a step does not match.
final class Expressions {
    private final MessageWriter writer;

    Expressions(MessageWriter writer) {
        this.writer = writer;
    }

    /// The packet is one whose `NFT_META_…` is this, a value of one byte.
    Expressions meta(int key, int value) {
        return load(key, NFT_REG_1).equal(value);
    }

    /// What is known of the packet by its `NFT_META_…`, into a register.
    Expressions load(int key, int register) {
        open("meta").be32(NFTA_META_KEY, key).be32(NFTA_META_DREG, register);
        return close();
    }

    /// Bytes of the packet's network header, into the first register.
    Expressions network(int offset, int length) {
        return payload(NFT_PAYLOAD_NETWORK_HEADER, offset, length);
    }

    /// The first byte of its transport header is this.
    Expressions transport(int value) {
        return payload(NFT_PAYLOAD_TRANSPORT_HEADER, 0, 1).equal(value);
    }

    /// A set has what stands in the registers from the first one on.
    Expressions in(DropSet set) {
        open("lookup").string(NFTA_LOOKUP_SET, set.title()).be32(NFTA_LOOKUP_SREG, NFT_REG_1);
        return close();
    }

    /// Counts the packet.
    Expressions counter() {
        open("counter");
        return close();
    }

    /// Says what becomes of the packet.
    ///
    /// @param code `NF_DROP` or `NF_ACCEPT`
    void verdict(int code) {
        open("immediate").be32(NFTA_IMMEDIATE_DREG, NFT_REG_VERDICT);
        writer.openNest(NFTA_IMMEDIATE_DATA).openNest(NFTA_DATA_VERDICT).be32(NFTA_VERDICT_CODE, code)
                .closeNest().closeNest();
        close();
    }

    private Expressions payload(int base, int offset, int length) {
        open("payload").be32(NFTA_PAYLOAD_DREG, NFT_REG_1).be32(NFTA_PAYLOAD_BASE, base)
                .be32(NFTA_PAYLOAD_OFFSET, offset).be32(NFTA_PAYLOAD_LEN, length);
        return close();
    }

    private Expressions equal(int value) {
        open("cmp").be32(NFTA_CMP_SREG, NFT_REG_1).be32(NFTA_CMP_OP, NFT_CMP_EQ);
        writer.openNest(NFTA_CMP_DATA).bytes(NFTA_DATA_VALUE, new byte[] {(byte) value}).closeNest();
        return close();
    }

    private MessageWriter open(String name) {
        return writer.openNest(NFTA_LIST_ELEM).string(NFTA_EXPR_NAME, name).openNest(NFTA_EXPR_DATA);
    }

    private Expressions close() {
        writer.closeNest().closeNest();
        return this;
    }
}
