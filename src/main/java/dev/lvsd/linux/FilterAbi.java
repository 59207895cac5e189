package dev.lvsd.linux;

/// Numbers of the kernel's packet filter: `<linux/filter.h>`, under their names there. `SIZEOF_X` is the size of
/// `struct x` in bytes, `OFFSETOF_X_F` the place of its field `f`.
final class FilterAbi {
    static final int BPF_LD = 0;
    static final int BPF_JMP = 5;
    static final int BPF_RET = 6;
    static final int BPF_B = 0x10;
    static final int BPF_ABS = 0x20;
    static final int BPF_JEQ = 0x10;

    static final int SIZEOF_SOCK_FILTER = 8;
    static final int OFFSETOF_SOCK_FILTER_JT = 2;
    static final int OFFSETOF_SOCK_FILTER_JF = 3;
    static final int OFFSETOF_SOCK_FILTER_K = 4;

    static final int SIZEOF_SOCK_FPROG = 16;
    static final int OFFSETOF_SOCK_FPROG_LEN = 0;
    static final int OFFSETOF_SOCK_FPROG_FILTER = 8;

    private FilterAbi() {}
}
