package dev.lvsd.netlink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CursorTest {
    private static final AttributeSet NAMES = AttributeSet.of("TEST_", "UNSPEC", "SMALL", "PORT", "NEST");

    private static byte[] sample() {
        MessageWriter writer = new MessageWriter();
        writer.open(28, 2, 9).u8(4).u8(1).u16(0);
        writer.u8(1, 200).be16(2, 8080).openNest(3).u32(4, -2).u64(5, -3).closeNest().string(6, "wlc").close();
        writer.open(3, 2, 9).u32(0).close();
        return writer.toByteArray();
    }

    @Test
    void readsWhatTheWriterWrote() throws NetlinkFormatException {
        byte[] bytes = sample();
        MessageCursor message = new MessageCursor(bytes, bytes.length);

        assertTrue(message.next());
        assertEquals(new NetlinkHeader(68, 28, 2, 9, 0), message.header());
        assertEquals(4, message.u8(0));
        AttributeCursor attribute = message.attributes(4, NAMES);
        assertTrue(attribute.next());
        assertEquals(200, attribute.u8());
        assertTrue(attribute.next());
        assertEquals(8080, attribute.be16());
        assertTrue(attribute.next());
        assertEquals(3, attribute.type());
        AttributeCursor inner = attribute.nested(AttributeSet.UNNAMED);
        assertTrue(inner.next());
        assertEquals(-2, inner.u32());
        assertTrue(inner.next());
        assertEquals(-3, inner.u64());
        assertFalse(inner.next());
        assertTrue(attribute.next());
        assertEquals("wlc", attribute.string());
        assertArrayEquals(new byte[] {'w', 'l', 'c', 0}, attribute.bytes());
        assertFalse(attribute.next());
        assertTrue(message.next());
        assertEquals(NetlinkAbi.NLMSG_DONE, message.type());
        assertFalse(message.next());
    }

    @Test
    void wrongLengthNamesAttributeLengthAndOffset() throws NetlinkFormatException {
        byte[] bytes = sample();
        MessageCursor message = new MessageCursor(bytes, bytes.length);
        message.next();
        AttributeCursor attribute = message.attributes(4, NAMES);
        attribute.next();
        attribute.next();

        NetlinkFormatException wrong = assertThrows(NetlinkFormatException.class, attribute::u32);

        assertEquals("attribute TEST_PORT (2) of 2 bytes, expected 4 at offset 28 of the datagram", wrong.getMessage());
        assertEquals(28, wrong.offset());
        assertEquals("attribute TEST_type 9 missing at offset 68 of the datagram",
                attribute.missing(9).getMessage());
    }

    @Test
    void attributeThatIsLongerThanItsMessageIsRefused() throws NetlinkFormatException {
        byte[] bytes = sample();
        bytes[20] = 99;
        MessageCursor message = new MessageCursor(bytes, bytes.length);
        message.next();
        AttributeCursor attribute = message.attributes(4, NAMES);

        NetlinkFormatException wrong = assertThrows(NetlinkFormatException.class, attribute::next);

        assertEquals("attribute TEST_SMALL (1) that calls itself 99 bytes long, expected 4 to 48 at offset 20 of"
                + " the datagram", wrong.getMessage());
    }

    @Test
    void structureMayBeLongerButNotShorter() throws NetlinkFormatException {
        byte[] bytes = new MessageWriter()
                .open(16, 0, 1)
                .bytes(1, new byte[7]).bytes(1, new byte[8]).bytes(1, new byte[9])
                .close()
                .toByteArray();
        MessageCursor message = new MessageCursor(bytes, bytes.length);
        message.next();
        AttributeCursor attribute = message.attributes(0, NAMES);

        attribute.next();
        assertThrows(NetlinkFormatException.class, () -> attribute.u32At(4, 8));
        assertThrows(NetlinkFormatException.class, () -> attribute.u64At(0, 8));
        attribute.next();
        assertEquals(0, attribute.u32At(4, 8));
        attribute.next();
        assertEquals(0, attribute.u64At(0, 8));
    }

    @Test
    void messageOfLengthZeroDoesNotLoop() {
        byte[] bytes = sample();
        Arrays.fill(bytes, 0, 4, (byte) 0);

        assertThrows(NetlinkFormatException.class, () -> new MessageCursor(bytes, bytes.length).next());
    }

    @Test
    void familyHeaderThatIsCutShortIsRefused() throws NetlinkFormatException {
        byte[] bytes = new MessageWriter().open(16, 0, 1).u16(5).u16(6).close().toByteArray();
        MessageCursor message = new MessageCursor(bytes, bytes.length);
        message.next();

        assertEquals(6, message.u16(2));
        assertThrows(NetlinkFormatException.class, () -> message.u32(2));
        assertThrows(NetlinkFormatException.class, () -> message.u8(-1));
        assertThrows(NetlinkFormatException.class, () -> message.attributes(5, NAMES));
        assertThrows(NetlinkFormatException.class, () -> message.attributes(-4, NAMES));
        assertFalse(message.attributes(4, NAMES).next());
    }

    @Test
    void cutAtEveryByteEndsInATypedError() {
        byte[] bytes = sample();
        int whole = 0;
        for (int length = 0; length <= bytes.length; length++) {
            // A copy of exactly that length: reading outside would be an ArrayIndexOutOfBoundsException.
            byte[] cut = Arrays.copyOf(bytes, length);
            try {
                HostileBytes.readAll(cut);
                whole++;
            } catch (NetlinkFormatException e) {
                assertTrue(e.offset() <= length);
            }
        }
        assertEquals(3, whole, "nothing, the first message, both");
    }

    @Test
    void noiseEndsInATypedErrorOrInValues() {
        assertTrue(HostileBytes.survive(sample(), 100_000, HostileBytes::readAll) > 1_000);
    }
}
