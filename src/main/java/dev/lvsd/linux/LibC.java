package dev.lvsd.linux;

import com.sun.jna.Native;

/// The C library's functions, as section 2 and 3 of the manual has them. Direct mapping with numbers only:
/// a call allocates nothing. Pointers are addresses ([NativeBuffer#address()]), 0 is NULL; `size_t` and
/// `ssize_t` are `long` as on every 64-bit Linux. A result of -1 means failure, [#errno()] says why.
final class LibC {
    static {
        Native.register(LibC.class, "c");
    }

    private LibC() {}

    /// The error number of this thread's last failed call here; valid until its next call.
    static int errno() {
        return Native.getLastError();
    }

    // socket(2) and its family

    static native int socket(int domain, int type, int protocol);

    static native int bind(int fd, long address, int addressLength);

    static native int connect(int fd, long address, int addressLength);

    static native int listen(int fd, int backlog);

    static native int getsockname(int fd, long address, long addressLength);

    static native int setsockopt(int fd, int level, int name, long value, int valueLength);

    static native int getsockopt(int fd, int level, int name, long value, long valueLength);

    static native long sendto(int fd, long bytes, long length, int flags, long address, int addressLength);

    static native long recvfrom(int fd, long bytes, long length, int flags, long address, long addressLength);

    static native long sendmsg(int fd, long message, int flags);

    static native long recvmsg(int fd, long message, int flags);

    static native int recvmmsg(int fd, long messages, int count, int flags, long timeout);

    // descriptors

    static native int poll(long descriptors, long count, int timeoutMillis);

    static native int ppoll(long descriptors, long count, long timeout, long signalMask);

    static native int eventfd(int initial, int flags);

    static native int mkfifo(String path, int mode);

    static native int open(String path, int flags, int mode);

    static native long read(int fd, long bytes, long length);

    static native long write(int fd, long bytes, long length);

    static native int flock(int fd, int operation);

    static native int ioctl(int fd, long request, long argument);

    static native int close(int fd);

    // process and thread

    static native int getpid();

    static native int gettid();

    static native int geteuid();

    static native int kill(int process, int signal);

    static native int sched_setscheduler(int threadId, int policy, long parameters);

    static native int sched_setaffinity(int threadId, long bytes, long processors);

    static native int sched_getscheduler(int threadId);

    static native int mlockall(int flags);

    static native int munlockall();

    static native int prctl(int option, long argument2, long argument3, long argument4, long argument5);

    static native int clock_gettime(int clock, long time);
}
