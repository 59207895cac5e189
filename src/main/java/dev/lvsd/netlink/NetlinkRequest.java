package dev.lvsd.netlink;

/// One message to the kernel, as a value that can be written again: what is asked, and in which words to
/// speak of it when the kernel refuses.
public interface NetlinkRequest {
    /// Message type: `RTM_NEWADDR`, or the number of a generic family.
    int type();

    /// Flags besides `NLM_F_REQUEST`, `NLM_F_ACK` and `NLM_F_DUMP`, which the connection sets.
    int flags();

    /// Writes the family's header and the attributes, between the writer's `open` and `close`.
    void write(MessageWriter writer);

    /// What this asks, for messages to people: `add address 10.9.0.100/24 to eth0`.
    String command();
}
