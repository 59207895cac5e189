package dev.lvsd.netlink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class MessageWriterGrowthTest {
    @Test
    void whatIsWrittenWhileTheBufferGrowsIsNotLost() {
        byte[] roomy = write(new MessageWriter(4096)).toByteArray();
        for (int capacity = 0; capacity <= roomy.length; capacity++) {
            assertArrayEquals(roomy, write(new MessageWriter(capacity)).toByteArray(), "capacity " + capacity);
        }
    }

    private static MessageWriter write(MessageWriter writer) {
        return writer.open(28, 5, 7)
                .u8(1).u8(2).u16(3).u32(4).u64(5)
                .openNest(1).u8(1, 6).u16(2, 7).u32(3, 8).u64(4, 9).be16(5, 10).be32(6, 11)
                .string(7, "wlc").bytes(8, new byte[] {1, 2, 3}).closeNest()
                .close();
    }
}
