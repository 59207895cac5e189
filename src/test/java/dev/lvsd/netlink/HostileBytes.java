package dev.lvsd.netlink;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/// Damaged messages: from a good one, bytes changed, cut, doubled or replaced by noise. Seeded, so that a
/// failure names the bytes and happens again.
public final class HostileBytes {
    private static final int DEPTH = 2;

    private HostileBytes() {}

    /// Something that reads a datagram.
    public interface Reader {
        void read(byte[] datagram) throws NetlinkFormatException;
    }

    /// Feeds damaged copies to a reader, which may throw a [NetlinkFormatException] and nothing else.
    ///
    /// @return how many were refused so
    public static int survive(byte[] good, int count, Reader reader) {
        Random random = new Random(20261121);
        int refused = 0;
        for (int i = 0; i < count; i++) {
            byte[] bytes = damage(good, random);
            try {
                reader.read(bytes);
            } catch (NetlinkFormatException _) {
                refused++;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("input " + i + ": " + HexFormat.of().formatHex(bytes), e);
            }
        }
        return refused;
    }

    private static byte[] damage(byte[] good, Random random) {
        byte[] bytes = Arrays.copyOf(good, random.nextInt(8) == 0 ? random.nextInt(good.length + 1) : good.length);
        if (bytes.length == 0) {
            return bytes;
        }
        if (random.nextInt(16) == 0) {
            random.nextBytes(bytes);
        }
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                default -> bytes[at] = (byte) (random.nextBoolean() ? 0 : -1);
            }
        }
        return bytes;
    }

    /// Reads all of a datagram in every way: each attribute as a value of some type, and as a nest.
    static void readAll(byte[] datagram) throws NetlinkFormatException {
        MessageCursor message = new MessageCursor(datagram, datagram.length);
        while (message.next()) {
            message.header();
            NetlinkFormatException wrong = null;
            try {
                NetlinkError.parse(message);
            } catch (NetlinkFormatException e) {
                wrong = e;
            }
            int header = Math.min(4, message.payloadLength());
            readAll(message.attributes(header, AttributeSet.UNNAMED), DEPTH);
            if (wrong != null && message.type() == NetlinkAbi.NLMSG_ERROR) {
                throw wrong;
            }
        }
    }

    private static void readAll(AttributeCursor attribute, int depth) throws NetlinkFormatException {
        while (attribute.next()) {
            attribute.string();
            attribute.bytes();
            readAs(attribute, attribute.type() % 9);
            if (depth > 0) {
                try {
                    readAll(attribute.nested(AttributeSet.UNNAMED), depth - 1);
                } catch (NetlinkFormatException e) {
                    if (attribute.type() == 3) {
                        throw e;
                    }
                }
            }
        }
    }

    private static void readAs(AttributeCursor attribute, int kind) {
        try {
            switch (kind) {
                case 0 -> attribute.u8();
                case 1 -> attribute.u16();
                case 2 -> attribute.u32();
                case 3 -> attribute.u64();
                case 4 -> attribute.be16();
                case 5 -> attribute.be32();
                case 6 -> attribute.bytes(attribute.length() + 1);
                case 7 -> attribute.u32At(4, 8);
                default -> attribute.u64At(0, 8);
            }
        } catch (NetlinkFormatException e) {
            if (e.offset() != attribute.offset()) {
                throw new AssertionError("the error is about another place", e);
            }
        }
    }
}
