package dev.lvsd.linux;

import static dev.lvsd.linux.FilterAbi.BPF_ABS;
import static dev.lvsd.linux.FilterAbi.BPF_B;
import static dev.lvsd.linux.FilterAbi.BPF_JEQ;
import static dev.lvsd.linux.FilterAbi.BPF_JMP;
import static dev.lvsd.linux.FilterAbi.BPF_LD;
import static dev.lvsd.linux.FilterAbi.BPF_RET;
import static dev.lvsd.linux.FilterAbi.OFFSETOF_SOCK_FILTER_JF;
import static dev.lvsd.linux.FilterAbi.OFFSETOF_SOCK_FILTER_JT;
import static dev.lvsd.linux.FilterAbi.OFFSETOF_SOCK_FILTER_K;
import static dev.lvsd.linux.FilterAbi.SIZEOF_SOCK_FILTER;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// A program of the kernel's packet filter (classic BPF): it looks at single bytes of a datagram and says whether the
/// socket gets it. A program ends with [#drop].
public final class SocketFilter {
    /// A datagram as a whole.
    private static final int ALL = -1;

    private final List<Instruction> instructions = new ArrayList<>();

    private record Instruction(int code, int whenTrue, int whenFalse, int value) {}

    /// Looks at a byte from here on; a datagram that is shorter is dropped.
    ///
    /// @param offset its place in the datagram
    public SocketFilter loadByte(int offset) {
        return add(BPF_LD | BPF_B | BPF_ABS, 0, 0, offset);
    }

    /// The socket does not get it if the byte has this value.
    public SocketFilter dropIf(int value) {
        return add(BPF_JMP | BPF_JEQ, 0, 1, value).drop();
    }

    /// The socket gets it if the byte has this value.
    public SocketFilter acceptIf(int value) {
        return add(BPF_JMP | BPF_JEQ, 0, 1, value).accept();
    }

    /// The socket gets it if the byte has another value.
    public SocketFilter acceptUnless(int value) {
        return add(BPF_JMP | BPF_JEQ, 1, 0, value).accept();
    }

    /// The socket does not get it.
    public SocketFilter drop() {
        return add(BPF_RET, 0, 0, 0);
    }

    private SocketFilter accept() {
        return add(BPF_RET, 0, 0, ALL);
    }

    private SocketFilter add(int code, int whenTrue, int whenFalse, int value) {
        instructions.add(new Instruction(code, whenTrue, whenFalse, value));
        return this;
    }

    /// Number of instructions.
    int length() {
        return instructions.size();
    }

    /// The program as the kernel reads it: `struct sock_filter`, one after the other.
    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(instructions.size() * SIZEOF_SOCK_FILTER).order(ByteOrder.nativeOrder());
        int at = 0;
        for (Instruction one : instructions) {
            bytes.putShort(at, (short) one.code())
                    .put(at + OFFSETOF_SOCK_FILTER_JT, (byte) one.whenTrue())
                    .put(at + OFFSETOF_SOCK_FILTER_JF, (byte) one.whenFalse())
                    .putInt(at + OFFSETOF_SOCK_FILTER_K, one.value());
            at += SIZEOF_SOCK_FILTER;
        }
        return bytes.array();
    }
}
