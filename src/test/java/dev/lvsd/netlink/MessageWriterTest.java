package dev.lvsd.netlink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MessageWriterTest {
    private static ByteBuffer over(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    @Test
    void messageHasHeaderFamilyHeaderAndPaddedAttributes() {
        byte[] bytes = new MessageWriter()
                .open(0x1234, 0x305, 77)
                .u8(2).u8(24).u16(513).u32(-1)
                .u8(1, 0xfe)
                .string(2, "eth0")
                .be16(3, 0x1f90)
                .be32(4, 0xffffff00)
                .u64(5, 1L << 40)
                .close()
                .toByteArray();

        byte[] expected = new byte[72];
        ByteBuffer wanted = over(expected);
        wanted.putInt(72).putShort((short) 0x1234).putShort((short) 0x305).putInt(77).putInt(0);
        wanted.put((byte) 2).put((byte) 24).putShort((short) 513).putInt(-1);
        wanted.putShort((short) 5).putShort((short) 1).put((byte) 0xfe).put(new byte[3]);
        wanted.putShort((short) 9).putShort((short) 2).put(new byte[] {'e', 't', 'h', '0', 0, 0, 0, 0});
        wanted.putShort((short) 6).putShort((short) 3).put(new byte[] {0x1f, (byte) 0x90, 0, 0});
        wanted.putShort((short) 8).putShort((short) 4).put(new byte[] {-1, -1, -1, 0});
        wanted.putShort((short) 12).putShort((short) 5).putLong(1L << 40);
        assertArrayEquals(expected, bytes);
    }

    @Test
    void nestsGetTheirLengthsWhenTheyAreClosed() {
        byte[] bytes = new MessageWriter()
                .open(16, 0, 1)
                .openNest(1).u16(7, 9).openNest(2).u8(3, 1).closeNest().closeNest()
                .u32(4, 5)
                .close()
                .toByteArray();

        byte[] expected = new byte[48];
        ByteBuffer wanted = over(expected);
        wanted.putInt(48).putShort((short) 16).putShort((short) 0).putInt(1).putInt(0);
        wanted.putShort((short) 24).putShort((short) 0x8001);
        wanted.putShort((short) 6).putShort((short) 7).putShort((short) 9).putShort((short) 0);
        wanted.putShort((short) 12).putShort((short) 0x8002);
        wanted.putShort((short) 5).putShort((short) 3).put((byte) 1).put(new byte[3]);
        wanted.putShort((short) 8).putShort((short) 4).putInt(5);
        assertArrayEquals(expected, bytes);
    }

    @Test
    void growsAndIsUsedAgainWithoutLeftovers() throws NetlinkFormatException {
        MessageWriter writer = new MessageWriter(16);
        byte[] full = new byte[200];
        Arrays.fill(full, (byte) -1);
        for (int i = 0; i < 100; i++) {
            writer.open(20, 0, i).bytes(1, full).close();
        }
        assertEquals(100 * 220, writer.length());

        writer.clear().open(20, 0, 1).u8(1, 1).close();

        assertEquals(24, writer.length());
        AttributeCursor attribute = attributes(writer);
        attribute.next();
        assertEquals(1, attribute.u8());
        assertArrayEquals(new byte[3], Arrays.copyOfRange(writer.buffer(), 21, 24));
    }

    @Test
    void misuseIsRefused() {
        MessageWriter writer = new MessageWriter();
        assertThrows(IllegalStateException.class, writer::close);
        assertThrows(IllegalStateException.class, writer::closeNest);
        writer.open(16, 0, 1);
        assertThrows(IllegalStateException.class, () -> writer.open(16, 0, 2));
        assertThrows(IllegalStateException.class, () -> writer.bytes(1, new byte[0xffff]));
        writer.openNest(1);
        assertThrows(IllegalStateException.class, writer::close);
        writer.bytes(1, new byte[0xfff0]);
        writer.bytes(1, new byte[0xfff0]);
        assertThrows(IllegalStateException.class, writer::closeNest);
    }

    private static AttributeCursor attributes(MessageWriter writer) throws NetlinkFormatException {
        MessageCursor message = new MessageCursor(writer.buffer(), writer.length());
        message.next();
        return message.attributes(0, AttributeSet.UNNAMED);
    }
}
