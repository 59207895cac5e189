"""The kernel's IPVS table as other programs see it: ipvsadm, and a tap on the netlink traffic that changes it."""

import socket
import struct
import threading

from waiting import until

NETLINK_GENERIC = 16  # <linux/netlink.h>
CHANGES = {  # <linux/ip_vs.h>, IPVS_CMD_*
    1: "new service", 2: "set service", 3: "delete service", 5: "new real server", 6: "set real server",
    7: "delete real server", 9: "start daemon", 10: "stop daemon", 12: "set timeouts", 16: "zero", 17: "flush"}
NLM_F_REQUEST = 1
GENL_ID_CTRL, CTRL_CMD_NEWFAMILY, CTRL_ATTR_FAMILY_ID, CTRL_ATTR_FAMILY_NAME = 16, 1, 1, 2  # <linux/genetlink.h>


def listing(host, *options):
    """`ipvsadm -Ln` without its head and its counters: each line's words joined by one blank."""
    lines = host.run("ipvsadm", "-Ln", *options).splitlines()[3:]
    return "\n".join(" ".join(line.split()[:4] if line.lstrip().startswith("->") else line.split())
                     for line in lines)


def daemons(host):
    """The lines of `ipvsadm -L --daemon`; none where no daemon runs."""
    return [line.strip() for line in host.run("ipvsadm", "-L", "--daemon").splitlines() if "sync daemon" in line]


def timeouts(host):
    """Those of `ipvsadm -L --timeout`: TCP, TCP after a FIN, UDP."""
    return host.run("ipvsadm", "-L", "--timeout").split(":", 1)[1].strip()


def connections(host, state):
    """The connections in a state by `ipvsadm -Lnc`: client, service and real server, each with its port."""
    rows = [line.split() for line in host.run("ipvsadm", "-Lnc").splitlines()]
    return [tuple(row[3:6]) for row in rows if len(row) >= 6 and row[2] == state]


def await_listing(host, wanted, seconds):
    """Waits until `listing` says what is wanted, whatever the order of real servers."""
    def same():
        seen = listing(host)
        if in_order(seen) != in_order(wanted):
            raise ValueError(f"\n{seen}")
        return True
    until(f"the table of {host.label} becomes\n{wanted}\n", same, seconds, every=0.2)


def in_order(text):
    """The lines of a listing as services, each with its real servers in order."""
    services = []
    for line in text.splitlines():
        if line.startswith("->"):
            services[-1][1].append(line)
        else:
            services.append((line, []))
    return sorted((head, sorted(reals)) for head, reals in services)


def counters(host, service):
    """Connections that `ipvsadm --stats` counts for a TCP service and its real servers, by their address."""
    lines = host.run("ipvsadm", "-Ln", "--stats", "-t", service).splitlines()
    rows = [line.split() for line in lines if ":" in line and "RemoteAddress" not in line and "Conns" not in line]
    return {row[1]: int(row[2]) for row in rows}


class TableTap:
    """Counts the requests that change the IPVS table of a host's namespace, by a netlink monitor device.

    A request is seen before the kernel judges it, so one that is refused counts too.
    """

    def __init__(self, host):
        self.changes = []
        self.family = None
        host.ip("link add nlmon0 type nlmon")
        host.ip("link set nlmon0 up")
        self.socket = host.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
        self.socket.setsockopt(socket.SOL_SOCKET, 33, 16 << 20)  # SO_RCVBUFFORCE
        with host.inside():
            self.socket.bind(("nlmon0", 3))
        self.socket.settimeout(0.2)
        self.open = True
        self.thread = threading.Thread(target=self.record, daemon=True)
        host.run("ipvsadm", "-Ln")  # its family look-up tells the number of the IPVS family
        self.thread.start()
        host.site.closing.append(self.close)

    def record(self):
        """The recording thread."""
        while self.open:
            try:
                data, _, _, address = self.socket.recvmsg(1 << 20)
            except TimeoutError:
                continue
            except OSError:
                return
            if address[1] == NETLINK_GENERIC:
                self.read(data)

    def read(self, data):
        """Takes the messages of one datagram in."""
        while len(data) >= 20:
            length, kind, flags = struct.unpack_from("=IHH", data)
            if kind == GENL_ID_CTRL and data[16] == CTRL_CMD_NEWFAMILY:
                self.learn(data[20:length])
            elif kind == self.family and flags & NLM_F_REQUEST and data[16] in CHANGES:
                self.changes.append(CHANGES[data[16]])
            data = data[max(16, length + 3 & ~3):]

    def learn(self, attributes):
        """Takes the number of the IPVS family from the kernel's answer to someone's look-up."""
        found = {}
        while len(attributes) >= 4:
            length, kind = struct.unpack_from("=HH", attributes)
            found[kind] = attributes[4:length]
            attributes = attributes[max(4, length + 3 & ~3):]
        if found.get(CTRL_ATTR_FAMILY_NAME) == b"IPVS\0":
            self.family = struct.unpack("=H", found[CTRL_ATTR_FAMILY_ID])[0]

    def close(self):
        """Ends the recording."""
        if self.open:
            self.open = False
            self.thread.join(5)
            self.socket.close()
