package dev.lvsd.linux;

/// Where link-layer frames go out. Of one thread; nothing waits.
public interface FramePort extends AutoCloseable {
    /// Sends a frame.
    ///
    /// @param bytes from the Ethernet header on, at most 1514
    /// @param interfaceIndex where it leaves
    /// @return 0, or the number of the error ([Errno#of])
    int send(byte[] bytes, int interfaceIndex);

    @Override
    void close();
}
