package dev.lvsd.linux;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Memory outside the heap that a system call reads or fills, in native byte order, zeroed at first. It
/// lives as long as this object; whoever passes [#address()] to a call keeps the object in a field.
final class NativeBuffer {
    private final ByteBuffer bytes;
    private final long address;

    /// @param size in bytes
    NativeBuffer(int size) {
        bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        address = Pointer.nativeValue(Native.getDirectBufferPointer(bytes));
    }

    /// The view for reading and writing by absolute index; its position and limit are not used.
    ByteBuffer bytes() {
        return bytes;
    }

    /// Where the memory begins.
    long address() {
        return address;
    }

    /// Size in bytes.
    int size() {
        return bytes.capacity();
    }
}
