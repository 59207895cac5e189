package dev.lvsd.netlink.nft;

import static dev.lvsd.netlink.nft.NftAbi.NFPROTO_IPV4;
import static dev.lvsd.netlink.nft.NftAbi.NFPROTO_IPV6;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_CHAIN_HOOK;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_CHAIN_NAME;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_CHAIN_POLICY;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_CHAIN_TABLE;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_CHAIN_TYPE;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_DATA_VALUE;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_HOOK_HOOKNUM;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_HOOK_PRIORITY;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_LIST_ELEM;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_RULE_CHAIN;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_RULE_EXPRESSIONS;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_RULE_TABLE;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_SET_ELEM_KEY;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_SET_ELEM_LIST_ELEMENTS;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_SET_ELEM_LIST_SET;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_SET_ELEM_LIST_TABLE;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_SET_FLAGS;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_SET_ID;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_SET_KEY_LEN;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_SET_KEY_TYPE;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_SET_NAME;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_SET_TABLE;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_TABLE_NAME;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_TABLE_USERDATA;
import static dev.lvsd.netlink.nft.NftAbi.NFT_META_L4PROTO;
import static dev.lvsd.netlink.nft.NftAbi.NFT_META_NFPROTO;
import static dev.lvsd.netlink.nft.NftAbi.NFT_MSG_DELSETELEM;
import static dev.lvsd.netlink.nft.NftAbi.NFT_MSG_DELTABLE;
import static dev.lvsd.netlink.nft.NftAbi.NFT_MSG_NEWCHAIN;
import static dev.lvsd.netlink.nft.NftAbi.NFT_MSG_NEWRULE;
import static dev.lvsd.netlink.nft.NftAbi.NFT_MSG_NEWSET;
import static dev.lvsd.netlink.nft.NftAbi.NFT_MSG_NEWSETELEM;
import static dev.lvsd.netlink.nft.NftAbi.NFT_MSG_NEWTABLE;
import static dev.lvsd.netlink.nft.NftAbi.NFT_REG_2;
import static dev.lvsd.netlink.nft.NftAbi.NF_ACCEPT;
import static dev.lvsd.netlink.nft.NftAbi.NF_DROP;

import dev.lvsd.netlink.MessageWriter;
import dev.lvsd.netlink.NetlinkAbi;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// The table as the messages of a batch. As nft shows it:
///
/// ```
/// table inet lvsd {
///     comment "lvsd"
///     set vips_ipv4 { type ipv4_addr; elements = { 192.0.2.100 } }
///     set vips_ipv6 { type ipv6_addr }
///     set vips_link_local { type ipv6_addr . ifname }
///     chain in {
///         type filter hook input priority -1
///         ip daddr @vips_ipv4 drop
///         icmpv6 type nd-neighbor-solicit accept
///         icmpv6 type nd-neighbor-advert accept
///         ip6 daddr @vips_ipv6 drop
///         ip6 daddr . iifname @vips_link_local drop
///     }
///     chain out { … the same with source addresses and oifname … }
/// }
/// ```
final class DropEncoder {
    /// Rules of each chain.
    static final int RULES = 5;
    /// The comment of our tables, as nft lays it out: type 0, length, text with a zero byte behind it.
    static final byte[] MARK = "\0\5lvsd\0".getBytes(StandardCharsets.US_ASCII);

    private static final int ICMPV6 = 58;
    private static final int NEIGHBOUR_SOLICITATION = 135;
    private static final int NEIGHBOUR_ADVERTISEMENT = 136;
    /// Elements in a message: an attribute has at most 65,535 bytes.
    private static final int MOST_ELEMENTS = 1000;

    private final DropTable table;
    private final List<NftRequest> requests = new ArrayList<>();

    private DropEncoder(DropTable table) {
        this.table = table;
    }

    /// Makes the table anew, whether or not there is one of its name.
    static List<NftRequest> create(DropTable table, Collection<Drop> drops) {
        DropEncoder encoder = new DropEncoder(table);
        encoder.requests.addAll(delete(table.name()));
        encoder.requests.add(newTable(table.name()));
        for (DropSet set : DropSet.values()) {
            encoder.set(set);
        }
        for (DropChain chain : DropChain.values()) {
            encoder.chain(chain);
        }
        encoder.elements(NFT_MSG_NEWSETELEM, "drop packets to ", drops);
        return encoder.requests;
    }

    /// Changes the sets of a table that is there.
    ///
    /// @param added addresses that the sets do not have
    /// @param removed addresses that they have
    static List<NftRequest> change(DropTable table, Collection<Drop> added, Collection<Drop> removed) {
        DropEncoder encoder = new DropEncoder(table);
        encoder.elements(NFT_MSG_NEWSETELEM, "drop packets to ", added);
        encoder.elements(NFT_MSG_DELSETELEM, "no longer drop packets to ", removed);
        return encoder.requests;
    }

    /// Removes a table, whether or not there is one.
    static List<NftRequest> delete(String name) {
        return List.of(newTable(name), NftRequest.of(NFT_MSG_DELTABLE, "remove the table inet " + name,
                writer -> writer.string(NFTA_TABLE_NAME, name)));
    }

    private static NftRequest newTable(String name) {
        return NftRequest.create(NFT_MSG_NEWTABLE, "make the table inet " + name,
                writer -> writer.string(NFTA_TABLE_NAME, name).bytes(NFTA_TABLE_USERDATA, MARK));
    }

    private void set(DropSet set) {
        create(NFT_MSG_NEWSET, "make the set " + set.title(), writer -> writer
                .string(NFTA_SET_TABLE, table.name())
                .string(NFTA_SET_NAME, set.title())
                .be32(NFTA_SET_FLAGS, 0)
                .be32(NFTA_SET_KEY_TYPE, set.keyType())
                .be32(NFTA_SET_KEY_LEN, set.keyLength())
                .be32(NFTA_SET_ID, set.keyType()));
    }

    private void chain(DropChain chain) {
        create(NFT_MSG_NEWCHAIN, "make the chain " + chain.title(), writer -> writer
                .string(NFTA_CHAIN_TABLE, table.name())
                .string(NFTA_CHAIN_NAME, chain.title())
                .openNest(NFTA_CHAIN_HOOK)
                .be32(NFTA_HOOK_HOOKNUM, chain.hook())
                .be32(NFTA_HOOK_PRIORITY, table.priority())
                .closeNest()
                .be32(NFTA_CHAIN_POLICY, NF_ACCEPT)
                .string(NFTA_CHAIN_TYPE, "filter"));
        rule(chain, rule -> drop(rule.meta(NFT_META_NFPROTO, NFPROTO_IPV4)
                .network(chain.ipv4Offset(), DropSet.IPV4.keyLength()).in(DropSet.IPV4)));
        neighbours(chain, NEIGHBOUR_SOLICITATION);
        neighbours(chain, NEIGHBOUR_ADVERTISEMENT);
        rule(chain, rule -> drop(rule.meta(NFT_META_NFPROTO, NFPROTO_IPV6)
                .network(chain.ipv6Offset(), DropSet.IPV6.keyLength()).in(DropSet.IPV6)));
        rule(chain, rule -> drop(rule.meta(NFT_META_NFPROTO, NFPROTO_IPV6)
                .network(chain.ipv6Offset(), DropSet.IPV6.keyLength())
                .load(chain.interfaceName(), NFT_REG_2).in(DropSet.LINK_LOCAL)));
    }

    /// Neighbour discovery is for routers that do not accept either (RFC 9568, 6.1, Accept_Mode).
    private void neighbours(DropChain chain, int type) {
        rule(chain, rule -> rule.meta(NFT_META_NFPROTO, NFPROTO_IPV6).meta(NFT_META_L4PROTO, ICMPV6)
                .transport(type).verdict(NF_ACCEPT));
    }

    private void drop(Expressions rule) {
        (table.counters() ? rule.counter() : rule).verdict(NF_DROP);
    }

    private void rule(DropChain chain, Consumer<Expressions> steps) {
        requests.add(new NftRequest(
                NftAbi.NFNL_SUBSYS_NFTABLES << 8 | NFT_MSG_NEWRULE,
                NetlinkAbi.NLM_F_CREATE | NetlinkAbi.NLM_F_APPEND,
                0,
                "add a rule to the chain " + chain.title(),
                writer -> {
                    writer.string(NFTA_RULE_TABLE, table.name()).string(NFTA_RULE_CHAIN, chain.title())
                            .openNest(NFTA_RULE_EXPRESSIONS);
                    steps.accept(new Expressions(writer));
                    writer.closeNest();
                }));
    }

    private void elements(int message, String verb, Collection<Drop> drops) {
        for (DropSet set : DropSet.values()) {
            List<Drop> own = drops.stream().filter(drop -> DropSet.of(drop) == set).toList();
            for (int from = 0; from < own.size(); from += MOST_ELEMENTS) {
                List<Drop> some = own.subList(from, Math.min(own.size(), from + MOST_ELEMENTS));
                String command = verb + some.getFirst().address()
                        + (some.size() == 1 ? "" : " and " + (some.size() - 1) + " more");
                Consumer<MessageWriter> attributes = writer -> elements(writer, set, some);
                requests.add(message == NFT_MSG_NEWSETELEM
                        ? NftRequest.create(message, command, attributes)
                        : NftRequest.of(message, command, attributes));
            }
        }
    }

    private void elements(MessageWriter writer, DropSet set, List<Drop> drops) {
        writer.string(NFTA_SET_ELEM_LIST_TABLE, table.name()).string(NFTA_SET_ELEM_LIST_SET, set.title())
                .openNest(NFTA_SET_ELEM_LIST_ELEMENTS);
        for (Drop drop : drops) {
            writer.openNest(NFTA_LIST_ELEM).openNest(NFTA_SET_ELEM_KEY)
                    .bytes(NFTA_DATA_VALUE, set.key(drop)).closeNest().closeNest();
        }
        writer.closeNest();
    }

    private void create(int message, String command, Consumer<MessageWriter> attributes) {
        requests.add(NftRequest.create(message, command, attributes));
    }
}
