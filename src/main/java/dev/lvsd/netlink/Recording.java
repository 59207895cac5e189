package dev.lvsd.netlink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Messages of one dump, one after the other, in an array that grows and is used again. Their sequence numbers are 0,
/// so that two dumps of the same list are the same bytes. Belongs to one thread.
final class Recording {
    private byte[] bytes = new byte[1 << 12];
    private int length;

    void clear() {
        length = 0;
    }

    /// Copies the message on which a cursor stands.
    void add(MessageCursor message) {
        int padded = message.paddedLength();
        if (padded > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + padded));
        }
        message.copyUnnumbered(bytes, length);
        length += padded;
    }

    Fingerprint fingerprint() {
        return Fingerprint.of(bytes, length);
    }

    /// What a decoder makes of the messages.
    <T> List<T> decode(MessageDecoder<T> decoder) throws NetlinkFormatException {
        List<T> values = new ArrayList<>();
        MessageCursor message = new MessageCursor(bytes, length);
        while (message.next()) {
            T value = decoder.decode(message);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }
}
