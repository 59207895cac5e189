package dev.lvsd.netlink.nft;

import static dev.lvsd.netlink.NetlinkAbi.NLM_F_CREATE;
import static dev.lvsd.netlink.nft.NftAbi.NFNETLINK_V0;
import static dev.lvsd.netlink.nft.NftAbi.NFNL_MSG_BATCH_BEGIN;
import static dev.lvsd.netlink.nft.NftAbi.NFNL_MSG_BATCH_END;
import static dev.lvsd.netlink.nft.NftAbi.NFNL_SUBSYS_NFTABLES;
import static dev.lvsd.netlink.nft.NftAbi.NFPROTO_INET;

import dev.lvsd.netlink.MessageWriter;
import dev.lvsd.netlink.NetlinkRequest;
import java.util.function.Consumer;

/// One message of nf_tables, for family inet.
///
/// @param type with its subsystem
/// @param flags `NLM_F_…`
/// @param resource `res_id` of its header
/// @param command what it asks
/// @param attributes writes its attributes
record NftRequest(int type, int flags, int resource, String command, Consumer<MessageWriter> attributes)
        implements NetlinkRequest {
    /// Begins a batch.
    static final NetlinkRequest BEGIN = new NftRequest(
            NFNL_MSG_BATCH_BEGIN, 0, NFNL_SUBSYS_NFTABLES, "change nf_tables", _ -> {});
    /// Ends a batch.
    static final NetlinkRequest END =
            new NftRequest(NFNL_MSG_BATCH_END, 0, NFNL_SUBSYS_NFTABLES, "end the batch", _ -> {});

    /// Asks for something.
    ///
    /// @param message `NFT_MSG_GET…` or `NFT_MSG_DEL…`
    static NftRequest of(int message, String command, Consumer<MessageWriter> attributes) {
        return new NftRequest(NFNL_SUBSYS_NFTABLES << 8 | message, 0, 0, command, attributes);
    }

    /// Makes something, or leaves it as it is.
    ///
    /// @param message `NFT_MSG_NEW…`
    static NftRequest create(int message, String command, Consumer<MessageWriter> attributes) {
        return new NftRequest(NFNL_SUBSYS_NFTABLES << 8 | message, NLM_F_CREATE, 0, command, attributes);
    }

    @Override
    public void write(MessageWriter writer) {
        writer.u8(resource == 0 ? NFPROTO_INET : 0).u8(NFNETLINK_V0).u8(resource >> 8).u8(resource);
        attributes.accept(writer);
    }
}
