package dev.lvsd.netlink.nft;

import static dev.lvsd.netlink.nft.NftAbi.NFTA_CHAIN_NAME;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_CHAIN_TABLE;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_RULE_CHAIN;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_RULE_TABLE;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_SET_ELEM_LIST_SET;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_SET_ELEM_LIST_TABLE;
import static dev.lvsd.netlink.nft.NftAbi.NFTA_TABLE_NAME;
import static dev.lvsd.netlink.nft.NftAbi.NFT_MSG_GETCHAIN;
import static dev.lvsd.netlink.nft.NftAbi.NFT_MSG_GETGEN;
import static dev.lvsd.netlink.nft.NftAbi.NFT_MSG_GETRULE;
import static dev.lvsd.netlink.nft.NftAbi.NFT_MSG_GETSETELEM;
import static dev.lvsd.netlink.nft.NftAbi.NFT_MSG_GETTABLE;

import dev.lvsd.linux.Errno;
import dev.lvsd.linux.LinuxException;
import dev.lvsd.netlink.KernelTransport;
import dev.lvsd.netlink.NetlinkAbi;
import dev.lvsd.netlink.NetlinkConnection;
import dev.lvsd.netlink.NetlinkException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The kernel's tables that drop packets, in the network namespace of the thread that opened it. Ours have a mark, so
/// that those of others are never touched, and those of a dead lvsd are found. Of one thread.
public final class DropTables implements AutoCloseable {
    private final NetlinkConnection connection;

    /// Speaks through a connection, which is closed with this.
    public DropTables(NetlinkConnection connection) {
        this.connection = connection;
    }

    /// Opens a socket to the kernel.
    public static DropTables open() throws LinuxException {
        return new DropTables(new NetlinkConnection(KernelTransport.open(NetlinkAbi.NETLINK_NETFILTER)));
    }

    /// Whether an error says that this kernel has no nf_tables for IPv4 and IPv6.
    public static boolean isUnsupported(IOException error) {
        Errno errno = switch (error) {
            case NetlinkException refusal -> refusal.errno();
            case LinuxException failure -> failure.errno();
            default -> Errno.EIO;
        };
        return errno.equals(Errno.EOPNOTSUPP) || errno.equals(Errno.EAFNOSUPPORT)
                || errno.equals(Errno.EPROTONOSUPPORT) || errno.equals(Errno.ENOENT);
    }

    /// Names of our tables.
    public List<String> ours() throws IOException {
        return connection.dump(NftRequest.of(NFT_MSG_GETTABLE, "list the tables", _ -> {}), DropDecoder::table)
                .stream()
                .filter(DropDecoder.Table::isOurs)
                .map(DropDecoder.Table::name)
                .toList();
    }

    /// Makes a table anew.
    ///
    /// @throws IOException among others where there is one of its name that is not ours
    public void create(DropTable table, Collection<Drop> drops) throws IOException {
        DropDecoder.Table there = find(table.name());
        if (there != null && !there.isOurs()) {
            throw new IOException("the table inet " + table.name() + " is there and is not lvsd's;"
                    + " give lvsd's another name: nftables NAME in global_defs");
        }
        commit(DropEncoder.create(table, drops));
    }

    /// Changes the addresses of a table.
    public void change(DropTable table, Collection<Drop> added, Collection<Drop> removed) throws IOException {
        commit(DropEncoder.change(table, added, removed));
    }

    /// Removes a table, whether or not it is there; one that is not ours stays.
    public void delete(String name) throws IOException {
        DropDecoder.Table there = find(name);
        if (there != null && there.isOurs()) {
            commit(DropEncoder.delete(name));
        }
    }

    /// A number that is another one after every change of any table.
    public int generation() throws IOException {
        return connection.query(NftRequest.of(NFT_MSG_GETGEN, "read the generation", _ -> {}),
                DropDecoder::generation).getFirst();
    }

    /// A table as it is; null where it, a chain or a set of it is not there.
    public @Nullable DropReading read(String name) throws IOException {
        try {
            DropDecoder.Table table = find(name);
            if (table == null) {
                return null;
            }
            List<DropReading.Chain> chains = new ArrayList<>();
            List<Long> rules = new ArrayList<>();
            for (DropChain chain : DropChain.values()) {
                chains.addAll(connection.query(NftRequest.of(NFT_MSG_GETCHAIN, "read the chain " + chain.title(),
                        writer -> writer.string(NFTA_CHAIN_TABLE, name).string(NFTA_CHAIN_NAME, chain.title())),
                        DropDecoder::chain));
                rules.addAll(connection.dump(NftRequest.of(NFT_MSG_GETRULE, "list the rules of " + chain.title(),
                        writer -> writer.string(NFTA_RULE_TABLE, name).string(NFTA_RULE_CHAIN, chain.title())),
                        DropDecoder::rule));
            }
            Set<Drop> drops = new HashSet<>();
            for (DropSet set : DropSet.values()) {
                connection.dump(NftRequest.of(NFT_MSG_GETSETELEM, "list the set " + set.title(),
                        writer -> writer.string(NFTA_SET_ELEM_LIST_TABLE, name)
                                .string(NFTA_SET_ELEM_LIST_SET, set.title())),
                        message -> DropDecoder.elements(set, message)).forEach(drops::addAll);
            }
            return new DropReading(table.isOurs() && !table.isDormant(), chains, rules, drops);
        } catch (NetlinkException e) {
            if (e.errno().equals(Errno.ENOENT)) {
                return null;
            }
            throw e;
        }
    }

    private DropDecoder.@Nullable Table find(String name) throws IOException {
        try {
            return connection.query(NftRequest.of(NFT_MSG_GETTABLE, "read the table inet " + name,
                    writer -> writer.string(NFTA_TABLE_NAME, name)), DropDecoder::table).getFirst();
        } catch (NetlinkException e) {
            if (e.errno().equals(Errno.ENOENT)) {
                return null;
            }
            throw e;
        }
    }

    private void commit(List<NftRequest> requests) throws IOException {
        if (!requests.isEmpty()) {
            connection.transaction(NftRequest.BEGIN, requests, NftRequest.END);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
