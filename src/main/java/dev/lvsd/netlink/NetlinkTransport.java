package dev.lvsd.netlink;

import dev.lvsd.linux.LinuxException;

/// Carries datagrams of messages to the kernel and back. [KernelTransport] is the real one; tests have a
/// script in the kernel's place. Of one thread.
public interface NetlinkTransport extends AutoCloseable {
    /// What [#receive] returns when nothing came in time.
    int NOTHING = -1;

    /// Sends one datagram; when this returns, the kernel has worked on it and its answers are queued.
    void send(byte[] bytes, int offset, int length) throws LinuxException;

    /// Takes the next datagram.
    ///
    /// @param into room for it
    /// @param timeoutNanos how long to wait; 0 takes only what is there
    /// @return its length, or [#NOTHING]
    /// @throws LinuxException with `ENOBUFS` where answers were lost because the queue was full
    int receive(byte[] into, long timeoutNanos) throws LinuxException;

    /// Size of the queue of answers in the kernel's counting: what may be asked before reading answers
    /// depends on it.
    int receiveBufferBytes() throws LinuxException;

    @Override
    void close();
}
