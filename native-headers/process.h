/*
 * Descriptors, clocks, scheduling and memory of a process.
 *
 * System headers: <poll.h> <sys/eventfd.h> <fcntl.h> <sys/file.h> <time.h> <sched.h> <sys/mman.h>
 * System headers: <linux/prctl.h> <linux/capability.h> <signal.h>
 */
#ifndef LVSD_PROCESS_H
#define LVSD_PROCESS_H

#include <stdint.h>

/* What poll is asked for and answers. */
#define LVSD_POLLIN 0x1
#define LVSD_POLLOUT 0x4
#define LVSD_POLLERR 0x8
#define LVSD_POLLHUP 0x10
#define LVSD_POLLNVAL 0x20 /* no such descriptor */

struct lvsd_pollfd {
    int32_t fd;
    int16_t events;
    int16_t revents;
};

/* A counter to wake a thread in poll with. */
#define LVSD_EFD_NONBLOCK 0x800
#define LVSD_EFD_CLOEXEC 0x80000

/* How a file is opened and locked. */
#define LVSD_O_RDONLY 0
#define LVSD_O_WRONLY 1
#define LVSD_O_RDWR 2
#define LVSD_O_NONBLOCK 0x800
#define LVSD_O_NOFOLLOW 0x20000 /* a symbolic link is an error; this value is that of x86 */
#define LVSD_O_CLOEXEC 0x80000
#define LVSD_LOCK_EX 2
#define LVSD_LOCK_NB 4 /* don't wait for it */

/* Clocks that no one sets: without and with the time that the machine slept. */
#define LVSD_CLOCK_MONOTONIC 1
#define LVSD_CLOCK_BOOTTIME 7

struct lvsd_timespec {
    int64_t tv_sec;
    int64_t tv_nsec;
};

/* Scheduling policies. */
#define LVSD_SCHED_OTHER 0
#define LVSD_SCHED_FIFO 1 /* runs until it waits */
#define LVSD_SCHED_RR 2
#define LVSD_SCHED_RESET_ON_FORK 0x40000000 /* or-ed: children are ordinary */

struct lvsd_sched_param {
    int32_t sched_priority; /* 1 to 99 for LVSD_SCHED_FIFO */
};

/* Bits of the set of processors that a thread may run on. */
#define LVSD_CPU_SETSIZE 1024

/* What mlockall keeps in memory. */
#define LVSD_MCL_CURRENT 1
#define LVSD_MCL_FUTURE 2
#define LVSD_MCL_ONFAULT 4 /* a page only once it was used */

/* Of prctl. */
#define LVSD_PR_SET_NAME 15       /* of the thread */
#define LVSD_PR_SET_TIMERSLACK 29 /* nanoseconds by which its timers may be late */

/* Bits of the capabilities in /proc/PID/status. */
#define LVSD_CAP_SETGID 6
#define LVSD_CAP_SETUID 7

/* Signals that end a process: to be heard, and not. */
#define LVSD_SIGTERM 15
#define LVSD_SIGKILL 9

#endif
