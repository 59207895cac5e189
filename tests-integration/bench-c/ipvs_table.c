/*
 * The bare contestant of bench ipvs: fills and dumps the IPVS table by generic netlink with nothing around it.
 *
 *   ipvs_table fill SERVICES REALS   batches of 1,000 requests, an acknowledgement on the last of each
 *   ipvs_table dump                  all services, then the real servers of each: "SERVICES REALS SECONDS"
 *
 * Numbers are those of <linux/netlink.h>, <linux/genetlink.h> and <linux/ip_vs.h>. Run in the namespace meant.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <linux/genetlink.h>
#include <linux/ip_vs.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define BATCH 1000
#define FIRST_SERVICE 0x0a080000u /* 10.8.0.0, see bench_ipvs.py */
#define FIRST_REAL 0x0a090000u    /* 10.9.0.0 */

static int netlink_socket;
static uint16_t family;
static uint32_t sequence;
static char out[1 << 20];
static char in[1 << 20];
static size_t used;

struct service {
    uint32_t address;
    uint16_t port;
};

static void die(const char *what, int error) {
    fprintf(stderr, "ipvs_table: %s: %s\n", what, strerror(error));
    exit(1);
}

static double now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec + at.tv_nsec / 1e9;
}

static struct nlmsghdr *begin(uint16_t type, uint8_t command, uint16_t flags) {
    struct nlmsghdr *head = (struct nlmsghdr *)(out + used);
    struct genlmsghdr *generic = NLMSG_DATA(head);
    memset(head, 0, NLMSG_HDRLEN + GENL_HDRLEN);
    head->nlmsg_len = NLMSG_HDRLEN + GENL_HDRLEN;
    head->nlmsg_type = type;
    head->nlmsg_flags = NLM_F_REQUEST | flags;
    head->nlmsg_seq = ++sequence;
    generic->cmd = command;
    generic->version = 1;
    return head;
}

static struct nlattr *put(struct nlmsghdr *head, uint16_t type, const void *value, size_t length) {
    struct nlattr *attribute = (struct nlattr *)((char *)head + NLMSG_ALIGN(head->nlmsg_len));
    attribute->nla_type = type;
    attribute->nla_len = NLA_HDRLEN + length;
    if (length)
        memcpy((char *)attribute + NLA_HDRLEN, value, length);
    head->nlmsg_len = NLMSG_ALIGN(head->nlmsg_len) + NLA_ALIGN(attribute->nla_len);
    return attribute;
}

static void put16(struct nlmsghdr *head, uint16_t type, uint16_t value) { put(head, type, &value, 2); }

static void put32(struct nlmsghdr *head, uint16_t type, uint32_t value) { put(head, type, &value, 4); }

static void put_address(struct nlmsghdr *head, uint16_t type, uint32_t address) {
    unsigned char field[16] = {address >> 24, address >> 16, address >> 8, address};
    put(head, type, field, sizeof field);
}

static struct nlattr *nest(struct nlmsghdr *head, uint16_t type) { return put(head, type | NLA_F_NESTED, NULL, 0); }

static void end_nest(struct nlmsghdr *head, struct nlattr *attribute) {
    attribute->nla_len = (char *)head + head->nlmsg_len - (char *)attribute;
}

static void put_key(struct nlmsghdr *head, struct service of) {
    put16(head, IPVS_SVC_ATTR_AF, AF_INET);
    put16(head, IPVS_SVC_ATTR_PROTOCOL, IPPROTO_TCP);
    put_address(head, IPVS_SVC_ATTR_ADDR, of.address);
    put16(head, IPVS_SVC_ATTR_PORT, htons(of.port));
}

static void end(struct nlmsghdr *head) { used += NLMSG_ALIGN(head->nlmsg_len); }

static void send_all(void) {
    struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
    if (sendto(netlink_socket, out, used, 0, (struct sockaddr *)&kernel, sizeof kernel) != (ssize_t)used)
        die("send", errno);
    used = 0;
}

/* Takes datagrams until the answer to the last request is complete; each message but the last is given to `take`. */
static void receive(void (*take)(struct nlmsghdr *)) {
    for (;;) {
        ssize_t length = recv(netlink_socket, in, sizeof in, 0);
        if (length < 0)
            die("receive", errno);
        for (struct nlmsghdr *head = (struct nlmsghdr *)in; NLMSG_OK(head, length); head = NLMSG_NEXT(head, length)) {
            if (head->nlmsg_type == NLMSG_ERROR) {
                struct nlmsgerr *error = NLMSG_DATA(head);
                if (error->error)
                    die("the kernel refuses a request", -error->error);
                if (head->nlmsg_seq == sequence)
                    return;
            } else if (head->nlmsg_type == NLMSG_DONE) {
                return;
            } else if (take) {
                take(head);
            }
        }
    }
}

/* The attribute of a type among those in [from, to); NULL where there is none. */
static struct nlattr *find(void *from, void *to, uint16_t type) {
    for (char *at = from; at + NLA_HDRLEN <= (char *)to;) {
        struct nlattr *attribute = (struct nlattr *)at;
        if ((attribute->nla_type & NLA_TYPE_MASK) == type)
            return attribute;
        if (attribute->nla_len < NLA_HDRLEN)
            break;
        at += NLA_ALIGN(attribute->nla_len);
    }
    return NULL;
}

static void *value(struct nlattr *attribute) { return (char *)attribute + NLA_HDRLEN; }

static void take_family(struct nlmsghdr *head) {
    char *from = (char *)NLMSG_DATA(head) + GENL_HDRLEN;
    struct nlattr *id = find(from, (char *)head + head->nlmsg_len, CTRL_ATTR_FAMILY_ID);
    if (id)
        family = *(uint16_t *)value(id);
}

static void find_family(void) {
    struct nlmsghdr *head = begin(GENL_ID_CTRL, CTRL_CMD_GETFAMILY, NLM_F_ACK);
    put(head, CTRL_ATTR_FAMILY_NAME, IPVS_GENL_NAME, sizeof IPVS_GENL_NAME);
    end(head);
    send_all();
    receive(take_family);
}

static void new_service(struct service made, uint16_t flags) {
    struct ip_vs_flags service_flags = {.flags = 0, .mask = ~0u};
    struct nlmsghdr *head = begin(family, IPVS_CMD_NEW_SERVICE, flags);
    struct nlattr *inside = nest(head, IPVS_CMD_ATTR_SERVICE);
    put_key(head, made);
    put(head, IPVS_SVC_ATTR_SCHED_NAME, "rr", 3);
    put(head, IPVS_SVC_ATTR_FLAGS, &service_flags, sizeof service_flags);
    put32(head, IPVS_SVC_ATTR_TIMEOUT, 0);
    put32(head, IPVS_SVC_ATTR_NETMASK, 0xffffffffu);
    end_nest(head, inside);
    end(head);
}

static void new_real(struct service of, struct service made, uint16_t flags) {
    struct nlmsghdr *head = begin(family, IPVS_CMD_NEW_DEST, flags);
    struct nlattr *inside = nest(head, IPVS_CMD_ATTR_SERVICE);
    put_key(head, of);
    end_nest(head, inside);
    inside = nest(head, IPVS_CMD_ATTR_DEST);
    put16(head, IPVS_DEST_ATTR_ADDR_FAMILY, AF_INET);
    put_address(head, IPVS_DEST_ATTR_ADDR, made.address);
    put16(head, IPVS_DEST_ATTR_PORT, htons(made.port));
    put32(head, IPVS_DEST_ATTR_FWD_METHOD, IP_VS_CONN_F_DROUTE);
    put32(head, IPVS_DEST_ATTR_WEIGHT, 1);
    put32(head, IPVS_DEST_ATTR_U_THRESH, 0);
    put32(head, IPVS_DEST_ATTR_L_THRESH, 0);
    end_nest(head, inside);
    end(head);
}

static void fill(uint32_t services, uint32_t reals) {
    uint32_t total = services * (1 + reals), requests = 0;
    for (uint32_t number = 0; number < services; number++) {
        struct service made = {FIRST_SERVICE + number, 80};
        for (uint32_t real = 0; real <= reals; real++) {
            int last = ++requests % BATCH == 0 || requests == total;
            uint16_t flags = last ? NLM_F_ACK : 0;
            if (real == 0)
                new_service(made, flags);
            else
                new_real(made, (struct service){FIRST_REAL + ((real - 1) << 16) + number, 80}, flags);
            if (last) {
                send_all();
                receive(NULL);
            }
        }
    }
}

static struct service *services;
static size_t service_count, service_room, real_count;

static void take_service(struct nlmsghdr *head) {
    struct nlattr *outer = find((char *)NLMSG_DATA(head) + GENL_HDRLEN, (char *)head + head->nlmsg_len,
                                IPVS_CMD_ATTR_SERVICE);
    char *to = (char *)outer + outer->nla_len;
    struct nlattr *address = find(value(outer), to, IPVS_SVC_ATTR_ADDR);
    struct nlattr *port = find(value(outer), to, IPVS_SVC_ATTR_PORT);
    if (service_count == service_room) {
        service_room = service_room ? 2 * service_room : 1024;
        services = realloc(services, service_room * sizeof *services);
        if (!services)
            die("memory", ENOMEM);
    }
    services[service_count++] =
        (struct service){ntohl(*(uint32_t *)value(address)), ntohs(*(uint16_t *)value(port))};
}

static void take_real(struct nlmsghdr *head) {
    (void)head;
    real_count++;
}

static void dump(void) {
    end(begin(family, IPVS_CMD_GET_SERVICE, NLM_F_DUMP));
    send_all();
    receive(take_service);
    for (size_t number = 0; number < service_count; number++) {
        struct nlmsghdr *head = begin(family, IPVS_CMD_GET_DEST, NLM_F_DUMP);
        struct nlattr *inside = nest(head, IPVS_CMD_ATTR_SERVICE);
        put_key(head, services[number]);
        end_nest(head, inside);
        end(head);
        send_all();
        receive(take_real);
    }
}

int main(int count, char **words) {
    int room = 8 << 20;
    netlink_socket = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_GENERIC);
    if (netlink_socket < 0)
        die("netlink socket", errno);
    setsockopt(netlink_socket, SOL_SOCKET, SO_SNDBUFFORCE, &room, sizeof room);
    setsockopt(netlink_socket, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
    find_family();
    double began = now();
    if (count == 4 && !strcmp(words[1], "fill"))
        fill(atoi(words[2]), atoi(words[3]));
    else if (count == 2 && !strcmp(words[1], "dump"))
        dump();
    else
        die("fill SERVICES REALS, or dump", EINVAL);
    printf("%zu %zu %.6f\n", service_count, real_count, now() - began);
    return 0;
}
