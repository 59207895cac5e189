"""The contestants of bench ipvs: who fills an IPVS table, each on a host of its own, and a monitor of what they ask."""

import socket
import struct
import time

from director import Keepalived, Lvsd
from lan import Site
from measure import compiled, processor_seconds
from table import CHANGES, NETLINK_GENERIC, NLM_F_REQUEST

CONTESTANTS = ("c", "keepalived", "keepalived-G", "ipvsadm", "lvsd")
GENL_ID_CTRL = 16  # <linux/genetlink.h>: families that are asked for by name have greater numbers


class Monitor:
    """Records every generic netlink datagram of a host, to be read when all is over.

    Nobody reads while a contestant works: in the lab kernel there is one processor.
    """

    def __init__(self, host):
        host.ip("link add nlmon0 type nlmon")
        host.ip("link set nlmon0 up")
        self.socket = host.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
        self.socket.setsockopt(socket.SOL_SOCKET, 33, 256 << 20)  # SO_RCVBUFFORCE
        self.socket.setsockopt(socket.SOL_SOCKET, 35, 1)  # SO_TIMESTAMPNS
        with host.inside():
            self.socket.bind(("nlmon0", 3))
        self.socket.setblocking(False)
        self.buffer = bytearray(1 << 20)
        host.site.closing.append(self.socket.close)

    def changes(self):
        """Reads what was recorded since the last call: when the changing began, when it ended, how many requests it
        took. It goes from the first datagram that changes the table to the answer to the last.
        """
        first = last = None
        asked, waiting = 0, False
        for at, data in self.datagrams():
            changing = changes_in(data)
            if changing:
                first, asked, waiting = first or at, asked + changing, True
            elif waiting:
                last, waiting = at, False
        return (first, last, asked) if last else (0.0, 0.0, 0)

    def datagrams(self):
        """Time and bytes of what was recorded."""
        view = memoryview(self.buffer)
        while True:
            try:
                length, controls, _, address = self.socket.recvmsg_into([self.buffer], 64)
            except BlockingIOError:
                return
            if address[1] == NETLINK_GENERIC:
                seconds, nanos = struct.unpack("ll", controls[0][2][:16])
                yield seconds + nanos / 1e9, view[:length]


def changes_in(data):
    """How many requests of a datagram change the table."""
    count = at = 0
    while at + 20 <= len(data):
        length, kind, flags, command = struct.unpack_from("=IHH8xB", data, at)
        count += kind > GENL_ID_CTRL and bool(flags & NLM_F_REQUEST) and command in CHANGES
        at += max(16, length + 3 & ~3)
    return count


class Contest(Site):
    """The hosts of the contestants and the size of the table."""

    def __init__(self, directory, services, reals):
        super().__init__(directory)
        self.services, self.reals = services, reals
        self.program = compiled("ipvs_table", directory)

    def enter(self, contestant):
        """A host and its monitor."""
        host = self.host(contestant, "192.0.2.11/24")
        return host, Monitor(host)

    def dump(self, host):
        """Dumps the table in C; the seconds. The table has to be complete."""
        services, reals, seconds = host.run(self.program, "dump", seconds=300).split()
        if (int(services), int(reals)) != (self.services, self.services * self.reals):
            raise ValueError(f"{services} virtual and {reals} real servers in the table of {host.label}")
        return float(seconds)

    def configuration(self, services=None):
        """keepalived.conf text of the whole table, or of so many virtual servers, without any checker."""
        return "".join(
            f"virtual_server {address('10.8', number)} 80 {{\n lb_algo rr\n lb_kind DR\n protocol TCP\n"
            + "".join(f" real_server {address(f'10.{9 + real}', number)} 80 {{\n  weight 1\n }}\n"
                      for real in range(self.reals)) + "}\n"
            for number in range(services or self.services))

    def rules(self):
        """The same for `ipvsadm -R`."""
        return "".join(
            f"-A -t {address('10.8', number)}:80 -s rr\n"
            + "".join(f"-a -t {address('10.8', number)}:80 -r {address(f'10.{9 + real}', number)}:80 -g -w 1\n"
                      for real in range(self.reals))
            for number in range(self.services))

    def run_c(self, host):
        """Fills the table by the C loop."""
        host.run(self.program, "fill", str(self.services), str(self.reals), seconds=300)
        self.dump(host)

    def run_ipvsadm(self, host):
        """Fills the table by `ipvsadm -R`."""
        host.run("ipvsadm", "-R", stdin=self.rules(), seconds=600)

    def run_keepalived(self, host, *options):
        """Fills the table by keepalived, which is done when it does nothing any more."""
        keepalived = Checkers(self, host, self.configuration(), options).start()
        seen = -1.0
        time.sleep(1)
        while (now := sum(processor_seconds(keepalived.process.pid))) != seen:
            seen = now
            time.sleep(3)
        self.dump(host)
        return keepalived

    def run(self, contestant, host):
        """Fills the table by a contestant; the daemon that then runs, if it is one."""
        match contestant:
            case "c":
                return self.run_c(host)
            case "keepalived":
                return self.run_keepalived(host)
            case "keepalived-G":
                return self.run_keepalived(host, "-G")
            case "ipvsadm":
                return self.run_ipvsadm(host)
            case "lvsd":
                return self.run_lvsd(host)

    def run_lvsd(self, host):
        """Fills the table by lvsd."""
        return Lvsd(self, host, self.configuration()).start().await_ready(300)


class Checkers(Keepalived):
    """keepalived's checkers alone, without console logging."""

    def __init__(self, site, host, text, options):
        super().__init__(site, host, text)
        self.options = options

    def command(self):
        """Its command line."""
        pids = [f"-{letter}{self.site.file(f'{self.name}.{letter}.pid')}" for letter in "prc"]
        return ["keepalived", "-n", "-C", *self.options, "-f", self.config, *pids]


def address(prefix, number):
    """The address of a number: virtual servers from 10.8.0.0 on, real servers from 10.9.0.0 on, as ipvs_table.c has."""
    return f"{prefix}.{number >> 8}.{number & 255}"
