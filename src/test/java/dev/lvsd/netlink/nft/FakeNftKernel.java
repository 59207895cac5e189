package dev.lvsd.netlink.nft;

import static dev.lvsd.netlink.nft.NftAbi.NFNL_MSG_BATCH_BEGIN;
import static dev.lvsd.netlink.nft.NftAbi.NFNL_SUBSYS_NFTABLES;

import dev.lvsd.linux.Errno;
import dev.lvsd.netlink.AttributeCursor;
import dev.lvsd.netlink.AttributeSet;
import dev.lvsd.netlink.MessageCursor;
import dev.lvsd.netlink.MessageWriter;
import dev.lvsd.netlink.NetlinkAbi;
import dev.lvsd.netlink.NetlinkFormatException;
import dev.lvsd.netlink.NetlinkTransport;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A kernel with at most one table, made of the messages that make it, and answers of the same kind.
public final class FakeNftKernel implements NetlinkTransport {
    private static final int LISTS = NFNL_SUBSYS_NFTABLES << 8;

    /// Names of the tables that are there.
    public final Set<String> tables = new HashSet<>();
    /// Names of those that are not ours.
    public final Set<String> foreign = new HashSet<>();
    /// What the sets hold.
    public final Set<Drop> drops = new HashSet<>();
    /// Rules that are there; each has a handle.
    public final List<Long> rules = new ArrayList<>();
    /// Batches so far.
    public int batches;
    /// What it answers to a batch; null for doing it.
    public @Nullable Errno refusal;

    private final Deque<byte[]> answers = new ArrayDeque<>();
    private final List<byte[]> chains = new ArrayList<>();
    private int generation = 1;
    private long handle = 1;

    /// What another program does: removes all tables.
    public void flush() {
        tables.clear();
        empty();
        generation++;
    }

    /// What another program does: makes the last rule anew.
    public void replaceRule() {
        rules.removeLast();
        rules.add(++handle);
        generation++;
    }

    /// What another program does elsewhere.
    public void changeOthers() {
        generation++;
    }

    private void empty() {
        drops.clear();
        rules.clear();
        chains.clear();
    }

    @Override
    public void send(byte[] bytes, int offset, int length) {
        byte[] copy = new byte[length];
        System.arraycopy(bytes, offset, copy, 0, length);
        try {
            MessageCursor message = new MessageCursor(copy, length);
            while (message.next()) {
                boolean begins = message.type() == NFNL_MSG_BATCH_BEGIN;
                batches += begins ? 1 : 0;
                if (begins && refusal != null) {
                    answer(message.sequence(), refusal.number());
                    return;
                }
                generation += begins ? 1 : 0;
                if (message.type() >> 8 == NFNL_SUBSYS_NFTABLES) {
                    obey(message);
                }
            }
        } catch (NetlinkFormatException e) {
            throw new AssertionError("the request is malformed", e);
        }
    }

    private void obey(MessageCursor message) throws NetlinkFormatException {
        int error = 0;
        switch (message.type() & 0xff) {
            case NftAbi.NFT_MSG_NEWTABLE -> tables.add(name(message));
            case NftAbi.NFT_MSG_DELTABLE -> {
                tables.remove(name(message));
                empty();
            }
            case NftAbi.NFT_MSG_NEWCHAIN -> chains.add(message.toByteArray());
            case NftAbi.NFT_MSG_NEWRULE -> rules.add(++handle);
            case NftAbi.NFT_MSG_NEWSETELEM -> drops.addAll(DropDecoder.elements(set(message), message));
            case NftAbi.NFT_MSG_DELSETELEM -> drops.removeAll(DropDecoder.elements(set(message), message));
            case NftAbi.NFT_MSG_GETGEN -> reply(message, NftAbi.NFT_MSG_NEWGEN, writer ->
                    writer.be32(NftAbi.NFTA_GEN_ID, generation));
            case NftAbi.NFT_MSG_GETTABLE -> error = table(message);
            case NftAbi.NFT_MSG_GETCHAIN -> error = chain(message);
            case NftAbi.NFT_MSG_GETRULE -> rules(message);
            case NftAbi.NFT_MSG_GETSETELEM -> elements(message);
            default -> { }
        }
        boolean dump = (message.flags() & NetlinkAbi.NLM_F_DUMP) == NetlinkAbi.NLM_F_DUMP
                && isAnyOf(message, NftAbi.NFT_MSG_GETTABLE, NftAbi.NFT_MSG_GETRULE, NftAbi.NFT_MSG_GETSETELEM);
        if (dump) {
            answers.add(new MessageWriter(64).open(NetlinkAbi.NLMSG_DONE, 0, message.sequence()).u32(0).close()
                    .toByteArray());
        } else if (error != 0 || (message.flags() & NetlinkAbi.NLM_F_ACK) != 0) {
            answer(message.sequence(), error);
        }
    }

    private static boolean isAnyOf(MessageCursor message, int... types) {
        for (int type : types) {
            if (message.type() == (LISTS | type)) {
                return true;
            }
        }
        return false;
    }

    private int table(MessageCursor message) throws NetlinkFormatException {
        String wanted = name(message);
        Set<String> there = new HashSet<>(tables);
        there.addAll(foreign);
        there.removeIf(name -> !wanted.isEmpty() && !name.equals(wanted));
        for (String name : there) {
            reply(message, NftAbi.NFT_MSG_NEWTABLE, writer -> {
                writer.string(NftAbi.NFTA_TABLE_NAME, name).be32(NftAbi.NFTA_TABLE_FLAGS, 0);
                if (tables.contains(name)) {
                    writer.bytes(NftAbi.NFTA_TABLE_USERDATA, DropEncoder.MARK);
                }
            });
        }
        return there.isEmpty() ? Errno.ENOENT.number() : 0;
    }

    private int chain(MessageCursor message) throws NetlinkFormatException {
        String wanted = text(message, NftAbi.NFTA_CHAIN_NAME);
        for (byte[] made : chains) {
            MessageCursor chain = new MessageCursor(made, made.length);
            chain.next();
            if (text(chain, NftAbi.NFTA_CHAIN_NAME).equals(wanted)) {
                answers.add(MessageWriter.renumbered(made, message.sequence()));
                return 0;
            }
        }
        return Errno.ENOENT.number();
    }

    private void rules(MessageCursor message) throws NetlinkFormatException {
        boolean in = text(message, NftAbi.NFTA_RULE_CHAIN).equals("in");
        int half = rules.size() / 2;
        for (Long rule : in ? rules.subList(0, half) : rules.subList(half, rules.size())) {
            reply(message, NftAbi.NFT_MSG_NEWRULE, writer -> writer.bytes(
                    NftAbi.NFTA_RULE_HANDLE, ByteBuffer.allocate(8).putLong(rule).array()));
        }
    }

    private void elements(MessageCursor message) throws NetlinkFormatException {
        DropSet set = set(message);
        List<Drop> own = drops.stream().filter(drop -> DropSet.of(drop) == set).toList();
        if (!own.isEmpty()) {
            DropEncoder.change(new DropTable("any", 0, false), own, List.of()).forEach(request -> {
                MessageWriter writer = new MessageWriter().open(request.type(), 0, message.sequence());
                request.write(writer);
                answers.add(writer.close().toByteArray());
            });
        }
    }

    private void reply(MessageCursor to, int type, Consumer<MessageWriter> attributes) {
        MessageWriter writer = new MessageWriter(256).open(LISTS | type, 0, to.sequence()).u32(0);
        attributes.accept(writer);
        answers.add(writer.close().toByteArray());
    }

    private void answer(int sequence, int error) {
        MessageWriter writer = new MessageWriter(64);
        writer.open(NetlinkAbi.NLMSG_ERROR, NetlinkAbi.NLM_F_CAPPED, sequence).u32(-error);
        answers.add(writer.u64(16).u64(0).close().toByteArray());
    }

    private static DropSet set(MessageCursor message) throws NetlinkFormatException {
        String title = text(message, NftAbi.NFTA_SET_ELEM_LIST_SET);
        for (DropSet set : DropSet.values()) {
            if (set.title().equals(title)) {
                return set;
            }
        }
        throw new AssertionError("no set " + title);
    }

    private static String name(MessageCursor message) throws NetlinkFormatException {
        return text(message, NftAbi.NFTA_TABLE_NAME);
    }

    private static String text(MessageCursor message, int type) throws NetlinkFormatException {
        AttributeCursor attribute = message.attributes(NftAbi.SIZEOF_NFGENMSG, AttributeSet.UNNAMED);
        while (attribute.next()) {
            if (attribute.type() == type) {
                return attribute.string();
            }
        }
        return "";
    }

    @Override
    public int receive(byte[] into, long timeoutNanos) {
        byte[] next = answers.poll();
        if (next == null) {
            return NOTHING;
        }
        System.arraycopy(next, 0, into, 0, next.length);
        return next.length;
    }

    @Override
    public int receiveBufferBytes() {
        return 1 << 20;
    }

    @Override
    public void close() {}
}
