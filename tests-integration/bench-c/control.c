/*
 * The control of bench steadiness: a real-time thread that does nothing but send an advert every INTERVAL_US.
 *
 *   control INTERFACE SOURCE INTERVAL_US PRIORITY_FIFO
 *
 * Version 3, virtual router 99, no address worth having; its checksum is not computed, since nobody listens.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>

static void check(int result, const char *what) {
    if (result < 0) {
        fprintf(stderr, "control: %s: %s\n", what, strerror(errno));
        exit(1);
    }
}

int main(int count, char **words) {
    if (count != 5) {
        fprintf(stderr, "control INTERFACE SOURCE INTERVAL_US PRIORITY_FIFO\n");
        return 2;
    }
    long interval = atol(words[3]) * 1000;
    unsigned char advert[12] = {0x31, 99, 100, 1, 0, 1, 0, 0, 203, 0, 113, 99};
    struct sockaddr_in group = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0xe0000012)};
    struct ip_mreqn from = {.imr_ifindex = if_nametoindex(words[1])};
    struct sched_param priority = {.sched_priority = atoi(words[4])};
    struct timespec due;
    int sender = socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, 112), ttl = 255;
    check(sender, "socket");
    inet_pton(AF_INET, words[2], &from.imr_address);
    check(setsockopt(sender, IPPROTO_IP, IP_MULTICAST_IF, &from, sizeof from), "interface");
    check(setsockopt(sender, IPPROTO_IP, IP_MULTICAST_TTL, &ttl, sizeof ttl), "TTL");
    check(shutdown(sender, SHUT_RD) < 0 && errno != ENOTCONN ? -1 : 0, "shutdown");
    check(mlockall(MCL_CURRENT | MCL_FUTURE), "mlockall");
    check(sched_setscheduler(0, SCHED_FIFO, &priority), "SCHED_FIFO");
    clock_gettime(CLOCK_MONOTONIC, &due);
    for (;;) {
        due.tv_nsec += interval;
        while (due.tv_nsec >= 1000000000) {
            due.tv_nsec -= 1000000000;
            due.tv_sec++;
        }
        while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL) == EINTR) {
        }
        check(sendto(sender, advert, sizeof advert, 0, (struct sockaddr *)&group, sizeof group), "send");
    }
}
