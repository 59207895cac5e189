package dev.lvsd.netlink;

/// A family of generic netlink as the kernel has registered it.
///
/// @param name `IPVS`, at most 15 characters
/// @param id its message type, chosen by the kernel when the family was registered
/// @param version of its interface
public record GenericFamily(String name, int id, int version) {
    /// Writes the family's header (`struct genlmsghdr`) into an open message.
    ///
    /// @param command one of the family's: `IPVS_CMD_NEW_SERVICE`
    public void header(MessageWriter writer, int command) {
        header(writer, command, version);
    }

    static void header(MessageWriter writer, int command, int version) {
        writer.u8(command).u8(version).u16(0);
    }
}
