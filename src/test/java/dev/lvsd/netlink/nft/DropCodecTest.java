package dev.lvsd.netlink.nft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.net.IpAddress;
import dev.lvsd.netlink.HostileBytes;
import dev.lvsd.netlink.MessageCursor;
import dev.lvsd.netlink.MessageWriter;
import dev.lvsd.netlink.NetlinkConnection;
import java.io.IOException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DropCodecTest {
    private static final DropTable TABLE = new DropTable("lvsd", -1, false);
    private static final Set<Drop> DROPS = Set.of(
            Drop.of(IpAddress.of("192.0.2.100"), "eth0"),
            Drop.of(IpAddress.of("2001:db8::100"), "eth0"),
            Drop.of(IpAddress.of("fe80::100"), "eth0"));

    private final FakeNftKernel kernel = new FakeNftKernel();
    private final DropTables tables = new DropTables(new NetlinkConnection(kernel));

    @Test
    void linkLocalAddressIsDroppedAtItsInterfaceAlone() {
        assertEquals(new Drop(IpAddress.of("fe80::1"), "eth0"), Drop.of(IpAddress.of("fe80::1"), "eth0"));
        assertEquals(new Drop(IpAddress.of("2001:db8::1"), ""), Drop.of(IpAddress.of("2001:db8::1"), "eth0"));
    }

    /// Header, family header, table, set, and nested: elements, element, key, value.
    @Test
    void elementIsLaidOutAsTheKernelReadsIt() {
        MessageWriter writer = new MessageWriter();
        NftRequest request = DropEncoder.change(
                new DropTable("t", 0, false), List.of(Drop.of(IpAddress.of("192.0.2.100"), "")), List.of()).getFirst();
        writer.open(request.type(), request.flags(), 1);
        request.write(writer);
        assertEquals("40000000" + "0c0a" + "0004" + "01000000" + "00000000" + "01000000"
                        + "0600010074000000" + "0e000200766970735f69707634000000"
                        + "14000380" + "10000180" + "0c000180" + "08000100c0000264",
                HexFormat.of().formatHex(writer.close().toByteArray()));
    }

    @Test
    void tableIsReadAsItWasMade() throws IOException {
        tables.create(TABLE, DROPS);
        DropReading reading = Objects.requireNonNull(tables.read("lvsd"));
        assertTrue(reading.isWhole(TABLE, DROPS), reading::toString);
        assertFalse(reading.isWhole(TABLE, Set.of()));
        assertFalse(reading.isWhole(new DropTable("lvsd", 0, false), DROPS));
        assertEquals(List.of("lvsd"), tables.ours());
        tables.delete("lvsd");
        assertNull(tables.read("lvsd"));
    }

    @Test
    void thousandsOfAddressesAreChangedInOneBatch() throws IOException {
        Set<Drop> many = IntStream.range(0, 5000)
                .mapToObj(i -> Drop.of(IpAddress.of("2001:db8:1::" + Integer.toHexString(i)), ""))
                .collect(Collectors.toSet());
        tables.create(TABLE, many);
        assertEquals(many, kernel.drops);
        tables.change(TABLE, DROPS, many);
        assertEquals(DROPS, kernel.drops);
        assertEquals(2, kernel.batches);
    }

    @Test
    void tableOfSomeoneElseIsNeitherReplacedNorRemoved() throws IOException {
        kernel.foreign.add("lvsd");
        IOException refused = assertThrows(IOException.class, () -> tables.create(TABLE, DROPS));
        assertEquals("the table inet lvsd is there and is not lvsd's; give lvsd's another name:"
                + " nftables NAME in global_defs", refused.getMessage());
        tables.delete("lvsd");
        assertEquals(List.of(), tables.ours());
        assertEquals(0, kernel.batches);
    }

    @Test
    void damagedAnswersAreTypedErrors() {
        for (NftRequest request : new HashSet<>(DropEncoder.create(TABLE, DROPS))) {
            MessageWriter writer = new MessageWriter().open(request.type(), 0, 1);
            request.write(writer);
            byte[] good = writer.close().toByteArray();
            HostileBytes.survive(good, 5000, bytes -> {
                MessageCursor message = new MessageCursor(bytes, bytes.length);
                while (message.next()) {
                    DropDecoder.table(message);
                    DropDecoder.chain(message);
                    for (DropSet set : DropSet.values()) {
                        DropDecoder.elements(set, message);
                    }
                    DropDecoder.rule(message);
                    DropDecoder.generation(message);
                }
            });
        }
    }
}
