package dev.lvsd.ipvs.connections;

import dev.lvsd.net.Endpoint;
import dev.lvsd.net.IpAddress;
import java.util.Arrays;

/// An address and a port of a line while it is read: numbers only, so that lines that nobody asked for make no garbage.
final class Place {
    private static final int HEX_OF_V4 = 8;
    /// `2001:0db8:0000:0000:0000:0000:0000:0001`.
    private static final int TEXT_OF_V6 = 39;
    /// Digits by character; -1 for no digit.
    private static final byte[] DIGITS = digits();

    private boolean six;
    private long high;
    private long low;
    private int port;

    private static byte[] digits() {
        byte[] digits = new byte[128];
        Arrays.fill(digits, (byte) -1);
        for (int i = 0; i < 16; i++) {
            digits["0123456789ABCDEF".charAt(i)] = (byte) i;
            digits["0123456789abcdef".charAt(i)] = (byte) i;
        }
        return digits;
    }

    /// Reads an address and a port.
    ///
    /// @return whether the words are of that form
    boolean read(byte[] text, int address, int addressEnd, int portAt, int portEnd) {
        if (portEnd - portAt != 4) {
            return false;
        }
        long number = number(text, portAt, portEnd);
        port = (int) number;
        int length = addressEnd - address;
        six = length == TEXT_OF_V6;
        if (six) {
            high = groups(text, address);
            low = groups(text, address + 20);
            return number >= 0 && text[address + 19] == ':' && groupsAreWhole(text, address);
        }
        high = 0;
        low = length == HEX_OF_V4 ? number(text, address, addressEnd) : -1;
        return number >= 0 && low >= 0;
    }

    private static boolean groupsAreWhole(byte[] text, int at) {
        for (int i = 0; i < 8; i++) {
            if (number(text, at + 5 * i, at + 5 * i + 4) < 0 || (i < 7 && text[at + 5 * i + 4] != ':')) {
                return false;
            }
        }
        return true;
    }

    /// Four groups of four digits, a character between them; of digits it is checked elsewhere.
    private static long groups(byte[] text, int at) {
        long value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 16 | (number(text, at + 5 * i, at + 5 * i + 4) & 0xffff);
        }
        return value;
    }

    /// A hexadecimal number, -1 where another character stands in it.
    private static long number(byte[] text, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = text[i] < 0 ? -1 : DIGITS[text[i]];
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    int port() {
        return port;
    }

    boolean is(IpAddress address) {
        return switch (address) {
            case IpAddress.V4(int bits) -> !six && (int) low == bits;
            case IpAddress.V6(long itsHigh, long itsLow) -> six && high == itsHigh && low == itsLow;
        };
    }

    /// Whether the address is a firewall mark: what templates of such a virtual server have in its place.
    boolean isMark(int mark) {
        return six ? (int) (high >>> 32) == mark && (int) high == 0 && low == 0 : (int) low == mark;
    }

    IpAddress address() {
        return six ? new IpAddress.V6(high, low) : new IpAddress.V4((int) low);
    }

    Endpoint endpoint() {
        return new Endpoint(address(), port);
    }
}
