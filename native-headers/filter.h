/*
 * The packet filter of sockets (classic BPF): what we use to have a socket get less. Pointers are those of 64-bit Linux.
 *
 * System headers: <linux/filter.h>
 */
#ifndef LVSD_FILTER_H
#define LVSD_FILTER_H

#include <stdint.h>

/* Classes of instructions. */
#define LVSD_BPF_LD 0
#define LVSD_BPF_JMP 5
#define LVSD_BPF_RET 6 /* the end; k is how many bytes the socket gets */

/* What is loaded, and from where. */
#define LVSD_BPF_B 0x10   /* a byte */
#define LVSD_BPF_ABS 0x20 /* k bytes from the start of the datagram */

/* Comparison with k. */
#define LVSD_BPF_JEQ 0x10

/* An instruction. */
struct lvsd_sock_filter {
    uint16_t code;
    uint8_t jt; /* instructions to leave out where the comparison holds */
    uint8_t jf; /* and where not */
    uint32_t k;
};

/* A program. */
struct lvsd_sock_fprog {
    uint16_t len; /* instructions */
    uint64_t filter; /* pointer to struct lvsd_sock_filter */
};

#endif
