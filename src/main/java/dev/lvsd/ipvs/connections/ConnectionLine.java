package dev.lvsd.ipvs.connections;

import dev.lvsd.net.IpAddress;
import java.nio.charset.StandardCharsets;

/// A line of the list (`ip_vs_conn_seq_show` of `net/netfilter/ipvs/ip_vs_conn.c`), read in place: protocol, then
/// address and port of client, virtual server and real server in hexadecimal, state, seconds to live, and with a
/// persistence engine its name and its data. Numbers of what is read now; of one thread.
public final class ConnectionLine {
    private static final int WORDS = 9;
    private static final int MOST_DIGITS = 12;

    private final int[] starts = new int[WORDS];
    private final int[] ends = new int[WORDS];
    private final Place client = new Place();
    private final Place virtual = new Place();
    private final Place destination = new Place();
    private byte[] text = new byte[0];
    private int end;
    private long expires;

    /// Reads a line.
    ///
    /// @param bytes not copied: what is read holds until they change
    /// @param from its first byte
    /// @param to behind its last byte, without the line feed
    /// @return whether it is of that form
    public boolean read(byte[] bytes, int from, int to) {
        text = bytes;
        end = to;
        int at = from;
        for (int word = 0; word < WORDS; word++) {
            while (at < to && bytes[at] == ' ') {
                at++;
            }
            starts[word] = at;
            while (at < to && bytes[at] != ' ') {
                at++;
            }
            ends[word] = at;
        }
        expires = decimal(starts[8], ends[8]);
        return ends[0] > starts[0]
                && ends[7] > starts[7]
                && expires >= 0
                && client.read(bytes, starts[1], ends[1], starts[2], ends[2])
                && virtual.read(bytes, starts[3], ends[3], starts[4], ends[4])
                && destination.read(bytes, starts[5], ends[5], starts[6], ends[6]);
    }

    private long decimal(int from, int to) {
        if (to == from || to - from > MOST_DIGITS) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    boolean isProtocol(String word) {
        return is(0, word);
    }

    boolean isState(String word) {
        return is(7, word);
    }

    /// A template has no port of a client, and a state that no protocol has.
    boolean isTemplate() {
        return client.port() == 0 && (isState("NONE") || isState("ASSURED"));
    }

    Place client() {
        return client;
    }

    Place virtual() {
        return virtual;
    }

    Place destination() {
        return destination;
    }

    String state() {
        return word(7);
    }

    IpAddress clientAddress() {
        return client.address();
    }

    /// The whole of it, as values that stay.
    public Connection connection() {
        String engine = text(ends[8], end).strip();
        int blank = engine.indexOf(' ');
        return new Connection(
                word(0), client.endpoint(), virtual.endpoint(), destination.endpoint(), word(7), isTemplate(), expires,
                blank < 0 ? engine : engine.substring(0, blank),
                blank < 0 ? "" : engine.substring(blank + 1).strip());
    }

    private boolean is(int index, String word) {
        int length = ends[index] - starts[index];
        if (length != word.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text[starts[index] + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String word(int index) {
        return text(starts[index], ends[index]);
    }

    private String text(int from, int to) {
        return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
